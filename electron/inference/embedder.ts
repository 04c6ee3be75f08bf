// The face template: the face aligned on its five points, through MobileFaceNet, L2-normalised. Inference process.

import { Tensor, type InferenceSession } from 'onnxruntime-node';
import {
  createWarp,
  EMBEDDER_SIDE,
  embedderCrop,
  squarePlanes,
  type FivePoints,
  type Frame,
} from '#core/frame/index.ts';
import type { Embedding } from '#core/session/index.ts';
import { floats } from './model-output.ts';

const LENGTH = 128;

export type Embedder = (frame: Frame, points: FivePoints) => Promise<Embedding>;

export function createEmbedder(session: InferenceSession): Embedder {
  const planes = squarePlanes(EMBEDDER_SIDE, { order: 'rgb', mean: 127.5, scale: 1 / 127.5 });
  const fill = createWarp(planes);
  const input = new Tensor('float32', planes.data, [1, 3, EMBEDDER_SIDE, EMBEDDER_SIDE]);
  return async (frame, points) => {
    fill(frame, embedderCrop(points));
    const raw = floats(await session.run({ input }), 'output', LENGTH);
    const norm = Math.hypot(...raw);
    if (!(norm > 0)) throw new Error('the embedding has no length');
    return { kind: 'embedded', values: raw.map((value) => value / norm) };
  };
}
