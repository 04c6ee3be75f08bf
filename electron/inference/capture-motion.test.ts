// Holding still: real faces moved between two frames, and people who only talk, blink or laugh.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ms, type Frame } from '#core/frame/index.ts';
import { assessCapture, headSpeed, kioskCapturePolicy } from '#core/quality/index.ts';
import { observe, type FrameObservation } from '#core/session/index.ts';
import { openVideo } from '#electron/media/video.ts';
import { assetPath, testLibrary } from '../../e2e/support/assets.ts';
import { loadModels, releaseModels, type Sessions } from './models.ts';
import { createPipeline } from './pipeline.ts';
import { changed } from './testing/gate.ts';

let sessions: Sessions;
/** As a kiosk looks at its camera in the passive phase. */
let look: (frame: Frame) => Promise<FrameObservation>;
beforeAll(async () => {
  ({ sessions } = await loadModels(await testLibrary(), AbortSignal.timeout(20_000)));
  const analyze = createPipeline(sessions, { detectorSide: 320 });
  const plan = { landmarks: false, pad: false, embedding: false };
  look = async (frame) => observe(await analyze(frame, plan));
});
afterAll(() => releaseModels(sessions));

function speedBetween(before: FrameObservation, now: FrameObservation): number | null {
  const [a, b] = [before.faces[0], now.faces[0]];
  if (a === undefined || b === undefined) return null;
  return headSpeed({ takenAt: before.capturedAt, face: a }, { takenAt: now.capturedAt, face: b });
}

/** What the gate says of a frame after another. */
function issueOf(before: FrameObservation, now: FrameObservation): string {
  const capture = assessCapture({ ...now, speed: speedBetween(before, now) }, kioskCapturePolicy);
  return capture.kind === 'issue' ? capture.issue : 'acceptable';
}

async function* clipFrames(clip: string, fps: number): AsyncGenerator<Frame, undefined> {
  const options = { fps, maxSide: 640, signal: AbortSignal.timeout(60_000) };
  yield* openVideo(await assetPath(`samples/video/${clip}`), options);
  return undefined;
}

describe('a face of a clip that is shifted in the picture a fifteenth of a second later', () => {
  // Between its eyes are about 60 pixels: 3 eye distances a second are 12 pixels in that time.
  it.each([
    [0, 'acceptable'],
    [6, 'acceptable'],
    [24, 'HOLD_STILL'],
  ])('by %i pixels is %s', async (pixels, issue) => {
    const { value: frame } = await clipFrames('selfie-talks-smiles.mp4', 1).next();
    if (frame === undefined) throw new Error('an empty clip');
    const { width, height } = frame;
    const moved = await changed(frame, (picture) =>
      picture
        .extend({ left: pixels, extendWith: 'mirror' })
        .extract({ left: 0, top: 0, width, height }),
    );
    const before = await look({ ...frame, capturedAt: ms(0) });
    expect(issueOf(before, await look({ ...moved, capturedAt: ms(66) }))).toBe(issue);
  });
});

describe('somebody who', () => {
  it.each([
    ['talks', 'selfie-talks-smiles.mp4'],
    ['opens the mouth', 'mouth-opens.mp4'],
    ['laughs', 'smile.gif'],
  ])('%s holds still enough', async (_does, clip) => {
    const seen: FrameObservation[] = [];
    for await (const frame of clipFrames(clip, 15)) seen.push(await look(frame));
    const issues = seen.slice(1).map((now, i) => issueOf(seen[i] ?? now, now));
    expect(issues.length).toBeGreaterThan(70);
    expect(issues).not.toContain('HOLD_STILL');
  });
});
