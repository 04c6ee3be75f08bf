// The detector on a sample picture at sizes that divide badly.
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { decodeStill } from '#electron/media/index.ts';
import { assetPath, testLibrary } from '../../e2e/support/assets.ts';
import { createInProcessInference } from './in-process.ts';

const plan = { landmarks: false, pad: false, embedding: false };

it.each([
  // 486 = 360 · 1.35, which as doubles is 486.00000000000006.
  [486, 864],
  [502, 892],
  [540, 960],
  [541, 961],
])('finds the face in a picture of %d × %d pixels, where it is', async (width, height) => {
  const signal = AbortSignal.timeout(20_000);
  const picture = await sharp(await assetPath('samples/attack/print/paper-close.jpg'))
    .autoOrient()
    .resize(width, height, { fit: 'fill' })
    .png({ compressionLevel: 0 })
    .toBuffer();
  await using inference = createInProcessInference({
    detectorSide: 640,
    library: await testLibrary(),
  });
  await inference.ready(signal);
  const { faces } = await inference.analyze(await decodeStill(picture, 'test'), plan, signal);
  expect(faces).toHaveLength(1);
  const [face] = faces;
  // As a share of the picture's width, the same at every size.
  expect((face?.box.width ?? 0) / width).toBeCloseTo(0.837, 1);
});
