// What fusion is for: recordings of people in which single frames are taken for attacks, and the clip is not. Real models.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessCapture, stillCapturePolicy } from '#core/quality/index.ts';
import { observe } from '#core/session/index.ts';
import { createInProcessInference } from '#electron/inference/in-process.ts';
import { openVideo } from '#electron/media/index.ts';
import { assetPath, testLibrary } from '../../e2e/support/assets.ts';
import { judgeFile } from '#electron/judging/judge-file.ts';

const signal = AbortSignal.timeout(300_000);
const inference = createInProcessInference({ detectorSide: 640, library: await testLibrary() });
beforeAll(() => inference.ready(signal), 60_000);
afterAll(() => inference[Symbol.asyncDispose]());

const THRESHOLD = 0.6;
const FPS = 5;
const PLAN = { landmarks: false, pad: true, embedding: false };

/** Frames that the gate accepts, and how many of them each model by itself, and the mean of both, take for an attack. */
async function judgedAlone(file: string): Promise<Tally> {
  const tally = { frames: 0, minifas: 0, minifasnet: 0, mean: 0 };
  for await (const frame of openVideo(file, { fps: FPS, maxSide: 640, signal })) {
    const analysis = await inference.analyze(frame, PLAN, signal);
    const capture = assessCapture(observe(analysis), stillCapturePolicy);
    if (capture.kind === 'issue' || analysis.pad.kind !== 'scored') continue;
    const { score, models } = analysis.pad;
    tally.frames += 1;
    if (models.minifas_v2_se_128 < THRESHOLD) tally.minifas += 1;
    if (models.minifasnet_v2_80 < THRESHOLD) tally.minifasnet += 1;
    if (score < THRESHOLD) tally.mean += 1;
  }
  return tally;
}

interface Tally {
  readonly frames: number;
  readonly minifas: number;
  readonly minifasnet: number;
  readonly mean: number;
}

describe('a recorded person', () => {
  it.each(['blinks-gaze-smile', 'blinks-smiles-nods', 'mouth-opens', 'selfie-talks-smiles'])(
    'is bona fide in %s, also where single frames are not',
    async (clip) => {
      const file = await assetPath(`samples/video/${clip}.mp4`);
      const options = { threshold: THRESHOLD, strict: false, inference, signal };
      expect(await judgeFile(file, options)).toMatchObject({ outcome: 'bona-fide', pai: null });
      const alone = await judgedAlone(file);
      total = sum(total, alone);
      expect(alone.frames).toBeGreaterThan(25);
    },
    60_000,
  );

  it('would have been refused by single frames and single models', () => {
    // Not a goal but the reason for fusing: were there none, the tests above would show nothing.
    expect(total.minifas + total.minifasnet).toBeGreaterThan(0);
    expect(total.mean).toBeLessThan(Math.max(total.minifas, total.minifasnet));
  });
});

let total: Tally = { frames: 0, minifas: 0, minifasnet: 0, mean: 0 };

const sum = (a: Tally, b: Tally): Tally => ({
  frames: a.frames + b.frames,
  minifas: a.minifas + b.minifas,
  minifasnet: a.minifasnet + b.minifasnet,
  mean: a.mean + b.mean,
});
