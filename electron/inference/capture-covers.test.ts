// Covered faces: covers pasted on real pictures, what lies beside a face or belongs to it, and every clip.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Frame } from '#core/frame/index.ts';
import { openVideo } from '#electron/media/video.ts';
import { readStill } from '#electron/media/still.ts';
import { assetPath, testLibrary } from '../../e2e/support/assets.ts';
import { drawnOver, openGate, type Gate } from './testing/gate.ts';

/** Real models over whole clips, on machines that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

let gate: Gate;
beforeAll(async () => {
  gate = await openGate(await testLibrary());
});
afterAll(() => gate[Symbol.asyncDispose]());

/** Where the eyes lie, in pixels; shapes are drawn in eye distances from their middle, upright. */
const SUBJECTS = [
  ['webcam-desk-1', { x: 821, y: 586, eyes: 156, tilt: -3.7 }],
  ['webcam-desk-2', { x: 720, y: 509, eyes: 160, tilt: 2.2 }],
  ['portrait-smile', { x: 572, y: 738, eyes: 215, tilt: -2.9 }],
] as const;

const COVERS = {
  'a surgical mask':
    '<path d="M-1 0.45 Q0 0.15 1 0.45 L0.9 1.3 Q0 2 -0.9 1.3 Z" fill="#9cc4e4"/><path d="M-.95 .8H.95M-.9 1.1H.9" stroke="#84aecf" stroke-width=".03"/>',
  'a black mask': '<path d="M-1 0.45 Q0 0.15 1 0.45 L0.9 1.3 Q0 2 -0.9 1.3 Z" fill="#1c1c20"/>',
  'a scarf': '<path d="M-1.3 .55 H1.3 V2.4 H-1.3 Z" fill="#7a2f35"/>',
  'a sheet of paper': '<path d="M-.7 .75 H.7 V1.7 H-.7 Z" fill="#eae8e2"/>',
  'a telephone': '<rect x="-.35" y=".3" width=".7" height="1.4" rx=".08" fill="#15161a"/>',
  'dark glasses':
    '<rect x="-.85" y="-.28" width=".75" height=".56" rx=".2" fill="#0c0c0e"/><rect x=".1" y="-.28" width=".75" height=".56" rx=".2" fill="#0c0c0e"/>',
} as const;

const HARMLESS = {
  'a collar up to the chin': '<path d="M-1.3 1.85 H1.3 V3 H-1.3 Z" fill="#7a2f35"/>',
  'a cap down to the brows': '<path d="M-1.2 -.6 H1.2 V-2 H-1.2 Z" fill="#223a5e"/>',
  'glasses with thin rims':
    '<g fill="none" stroke="#202024" stroke-width=".025"><circle cx="-.5" cy=".04" r=".34"/><circle cx=".5" cy=".04" r=".34"/><path d="M-.16 0H.16"/></g>',
} as const;

async function wearing(name: string, place: (typeof SUBJECTS)[number][1], shape: string) {
  const picture = await readStill(await assetPath(`samples/bona-fide/${name}.jpg`));
  const { x, y, eyes, tilt } = place;
  const transform = `translate(${x} ${y}) rotate(${tilt}) scale(${eyes})`;
  return drawnOver(picture, `<g transform="${transform}">${shape}</g>`);
}

describe('a covered face', () => {
  it.each(Object.entries(COVERS))('is not judged behind %s', async (_cover, shape) => {
    for (const [name, place] of SUBJECTS) {
      const issue = await gate.judge(await wearing(name, place, shape));
      // Some covers leave the detector nothing to find; none is judged.
      expect([name, issue]).toEqual([
        name,
        expect.stringMatching(/FACE_IS_OCCLUDED|FACE_NOT_FOUND/u),
      ]);
    }
  });

  it.each(Object.entries(HARMLESS))('is not seen in %s', async (_thing, shape) => {
    for (const [name, place] of SUBJECTS)
      expect([name, await gate.judge(await wearing(name, place, shape))]).toEqual([
        name,
        'acceptable',
      ]);
  });

  it('is seen in no clip of uncovered faces, whether they blink, laugh, talk or turn', async () => {
    const clips = [
      'blinks-gaze-smile.mp4',
      'blinks-smiles-nods.mp4',
      'mouth-opens.mp4',
      'selfie-talks-smiles.mp4',
      'smile.gif',
      'head-turn.gif',
      'two-people.gif',
    ];
    let seen = 0;
    for (const clip of clips) {
      for await (const frame of framesOf(clip)) {
        expect([clip, await gate.judge(frame)]).not.toEqual([clip, 'FACE_IS_OCCLUDED']);
        seen += 1;
      }
    }
    expect(seen).toBeGreaterThan(100);
  });
});

async function* framesOf(clip: string): AsyncGenerator<Frame> {
  const options = { fps: 2, maxSide: 640, signal: AbortSignal.timeout(60_000) };
  yield* openVideo(await assetPath(`samples/video/${clip}`), options);
}
