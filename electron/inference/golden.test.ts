// Parity with an independent reference (OpenCV's resampling and its own ONNX engine) over the sample stills.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { largestFirst, type Box } from '#core/frame/index.ts';
import { readStill } from '#electron/media/still.ts';
import { assetPath, testLibrary } from '../../e2e/support/assets.ts';
import { loadModels, releaseModels, type LoadedModels } from './models.ts';
import { BONA_FIDE_CLASS, createMinifas, createMinifasnet } from './pad-models.ts';
import { createDetector } from './yunet.ts';

const golden = z
  .object({
    samples: z.array(
      z.object({
        file: z.string(),
        width: z.number(),
        height: z.number(),
        faces: z.number(),
        largestBox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
        minifas_v2_se_128: z.array(z.number()).nullable(),
        minifasnet_v2_80: z.array(z.number()).nullable(),
      }),
    ),
  })
  .parse(JSON.parse(await readFile(await assetPath('golden.json'), 'utf8')));

const withFace = golden.samples.filter((sample) => sample.largestBox !== null);
let models: LoadedModels;
beforeAll(async () => {
  models = await loadModels(await testLibrary(), AbortSignal.timeout(20_000));
});
afterAll(() => releaseModels(models.sessions));

test('the reference covers 18 pictures with a face', () => {
  expect(withFace).toHaveLength(18);
});

describe.each(withFace)('$file', (sample) => {
  const classifiers = () => ({
    minifas_v2_se_128: createMinifas(models.sessions.minifas_v2_se_128),
    minifasnet_v2_80: createMinifasnet(models.sessions.minifasnet_v2_80),
  });

  test.each(['minifas_v2_se_128', 'minifasnet_v2_80'] as const)(
    '%s agrees on the given box within 0.03 and on the own box within 0.15, on the same side of 0.5',
    async (model) => {
      const frame = await readStill(await assetPath(sample.file));
      expect([frame.width, frame.height]).toEqual([sample.width, sample.height]);
      const expected = sample[model] ?? [];
      const bonaFide = BONA_FIDE_CLASS[model];
      const classify = classifiers()[model];

      const given = await classify(frame, boxOf(sample.largestBox));
      for (const [i, value] of expected.entries()) {
        expect(Math.abs((given[i] ?? NaN) - value)).toBeLessThan(0.03);
      }

      const faces = largestFirst(await createDetector(models.sessions.yunet_n_dynamic, 640)(frame));
      const own = await classify(frame, faces[0]?.box ?? boxOf(null));
      for (const [i, value] of expected.entries()) {
        expect(Math.abs((own[i] ?? NaN) - value)).toBeLessThan(0.15);
      }
      expect((own[bonaFide] ?? NaN) >= 0.5).toBe((expected[bonaFide] ?? NaN) >= 0.5);
    },
  );
});

test('nothing is detected where there is no face', async () => {
  const frame = await readStill(await assetPath('samples/capture/no-face.jpg'));
  expect(await createDetector(models.sessions.yunet_n_dynamic, 640)(frame)).toEqual([]);
});

function boxOf(box: readonly [number, number, number, number] | null): Box {
  if (box === null) throw new Error('no face');
  const [x, y, width, height] = box;
  return { x, y, width, height };
}
