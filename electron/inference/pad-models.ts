// The two PAD models: each its own crop and its own arithmetic of pixels, to class probabilities. Inference process.

import { Tensor, type InferenceSession } from 'onnxruntime-node';
import {
  createAreaResampler,
  createBilinearResampler,
  minifasCrop,
  minifasnetCrop,
  squarePlanes,
  type Box,
  type Frame,
} from '#core/frame/index.ts';
import { softmax } from '#core/pad/index.ts';
import { floats } from './model-output.ts';

/** The face box of a frame to the model's class probabilities, which sum to 1. */
export type PadClassifier = (frame: Frame, face: Box) => Promise<readonly number[]>;

/** minifas_v2_se_128: [bona fide, attack]. */
export function createMinifas(session: InferenceSession): PadClassifier {
  const planes = squarePlanes(128, { order: 'rgb', mean: 0, scale: 1 / 255 });
  const fill = createAreaResampler(planes, 'whole');
  const input = new Tensor('float32', planes.data, [1, 3, 128, 128]);
  return async (frame, face) => {
    fill(frame, minifasCrop(face));
    return softmax(floats(await session.run({ input }), 'output', 2));
  };
}

/** minifasnet_v2_80: [attack, bona fide, attack]. The two attack classes do not tell the species apart. */
export function createMinifasnet(session: InferenceSession): PadClassifier {
  const planes = squarePlanes(80, { order: 'bgr', mean: 0, scale: 1 });
  const fill = createBilinearResampler(planes);
  const input = new Tensor('float32', planes.data, [1, 3, 80, 80]);
  return async (frame, face) => {
    fill(frame, minifasnetCrop(face, frame));
    return softmax(floats(await session.run({ input }), 'output', 3));
  };
}

/** Where each model puts the probability of a bona fide presentation. */
export const BONA_FIDE_CLASS = { minifas_v2_se_128: 0, minifasnet_v2_80: 1 } as const;
