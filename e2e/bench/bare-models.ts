// The yardstick of the benchmark: the models of the passive phase alone, on the very tensors of the frame. Node.

import { Tensor } from 'onnxruntime-node';
import {
  createAreaResampler,
  createBilinearResampler,
  createBlockResampler,
  minifasCrop,
  minifasnetCrop,
  paddedPlanes,
  squarePlanes,
  wholeFrame,
  type Box,
  type Frame,
} from '#core/frame/index.ts';
import type { Sessions } from '#electron/inference/models.ts';

/**
 * The tensors are filled once and never touched again. They hold the frame and not a constant because time depends on content:
 * both PAD models run a third faster on a grey picture, whose activations all have the sign that the processor predicts.
 */
export function createBareModels(
  { yunet_n_dynamic, minifas_v2_se_128, minifasnet_v2_80 }: Sessions,
  frame: Frame,
  face: Box,
): () => Promise<void> {
  const detector = paddedPlanes(320, 240, 320, 256, { order: 'bgr', mean: 0, scale: 1 });
  createBlockResampler(detector)(frame, wholeFrame(frame));
  const minifas = squarePlanes(128, { order: 'rgb', mean: 0, scale: 1 / 255 });
  createAreaResampler(minifas, 'whole')(frame, minifasCrop(face));
  const minifasnet = squarePlanes(80, { order: 'bgr', mean: 0, scale: 1 });
  createBilinearResampler(minifasnet)(frame, minifasnetCrop(face, frame));

  const feeds = {
    detector: { input: new Tensor('float32', detector.data, [1, 3, 256, 320]) },
    minifas: { input: new Tensor('float32', minifas.data, [1, 3, 128, 128]) },
    minifasnet: { input: new Tensor('float32', minifasnet.data, [1, 3, 80, 80]) },
  };
  return async () => {
    await yunet_n_dynamic.run(feeds.detector);
    await minifas_v2_se_128.run(feeds.minifas);
    await minifasnet_v2_80.run(feeds.minifasnet);
  };
}
