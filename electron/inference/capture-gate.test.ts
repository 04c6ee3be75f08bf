// The capture gate on real pictures: the samples as they are, and as a bad camera would have taken them.
import type { Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '#core/frame/index.ts';
import { assessCapture, kioskCapturePolicy, stillCapturePolicy } from '#core/quality/index.ts';
import { observe } from '#core/session/index.ts';
import { readStill } from '#electron/media/still.ts';
import { assetPath, stillsIn, testLibrary } from '../../e2e/support/assets.ts';
import { loadModels, releaseModels, type LoadedModels } from './models.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { changed } from './testing/gate.ts';

let models: LoadedModels;
let analyze: Pipeline;
beforeAll(async () => {
  models = await loadModels(await testLibrary(), AbortSignal.timeout(20_000));
  analyze = createPipeline(models.sessions, { detectorSide: 640 });
});
afterAll(() => releaseModels(models.sessions));

const sample = async (file: string): Promise<Frame> => readStill(await assetPath(file));

async function gate(frame: Frame, policy = stillCapturePolicy): Promise<string> {
  const plan = { landmarks: true, pad: false, embedding: false };
  const capture = assessCapture(observe(await analyze(frame, plan)), policy);
  return capture.kind === 'issue' ? capture.issue : 'acceptable';
}

describe('the capture gate', () => {
  it('lets every sample be judged that has to be', async () => {
    const folders = ['samples/bona-fide', 'samples/attack/print', 'samples/attack/replay'];
    const files = (await Promise.all(folders.map(stillsIn))).flat();
    expect(files).toHaveLength(12);
    for (const file of files)
      expect([file, await gate(await readStill(file))]).toEqual([file, 'acceptable']);
  });

  it('sees the hand that hides a mouth', async () => {
    expect(await gate(await sample('samples/capture/hand-over-mouth.jpg'))).toBe(
      'FACE_IS_OCCLUDED',
    );
  });

  const desk = 'samples/bona-fide/webcam-desk-1.jpg';
  it.each([
    ['TOO_DARK', (picture: Sharp) => picture.linear(0.25)],
    ['TOO_BRIGHT', (picture: Sharp) => picture.linear(2.4)],
    ['BLURRED', (picture: Sharp) => picture.blur(12)],
    ['FACE_TOO_SMALL', (picture: Sharp) => picture.resize(300)],
  ])('says %s of a picture that was spoilt so', async (issue, change) => {
    expect(await gate(await changed(await sample(desk), change))).toBe(issue);
  });

  // The face lies at 646, 408 and is 343 by 456 pixels large.
  const cut = (left: number, top: number, width: number, height: number) => (picture: Sharp) =>
    picture.extract({ left, top, width, height });

  it.each([820, 840, 860, 880, 900])(
    'says FACE_CROPPED when the picture ends in the face, at column %i',
    async (column) => {
      const half = await changed(await sample(desk), cut(0, 0, column, 1080));
      expect(await gate(half)).toBe('FACE_CROPPED');
    },
  );

  it('says FACE_TOO_CLOSE in a kiosk, and judges the same still', async () => {
    const close = await changed(await sample(desk), cut(590, 380, 460, 510));
    expect(await gate(close, kioskCapturePolicy)).toBe('FACE_TOO_CLOSE');
    expect(await gate(close, stillCapturePolicy)).toBe('acceptable');
  });

  it('says FACE_CLOSE_TO_BORDER when the face touches an edge', async () => {
    const edge = await changed(await sample(desk), cut(645, 100, 790, 980));
    expect(await gate(edge, kioskCapturePolicy)).toBe('FACE_CLOSE_TO_BORDER');
  });
});
