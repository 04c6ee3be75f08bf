// The face mesh: an upright square around the face through the landmark model, back to frame pixels. Inference process.

import { Tensor, type InferenceSession } from 'onnxruntime-node';
import {
  applySimilarity,
  createWarp,
  LANDMARKER_SIDE,
  similarityScale,
  squarePlanes,
  type Frame,
  type Landmarks,
  type Similarity,
} from '#core/frame/index.ts';
import { unavailable, type Unavailable } from '#core/pad/index.ts';
import { halfFloats } from './model-output.ts';

const POINTS = 478;
/** Presence logit: about 16 to 18 on faces, −14 on grey. */
const MIN_PRESENCE = 0;

/** `toFrame` maps the model's input pixels to frame pixels. */
export type Landmarker = (frame: Frame, toFrame: Similarity) => Promise<Landmarks | Unavailable>;

export function createLandmarker(session: InferenceSession): Landmarker {
  const planes = squarePlanes(LANDMARKER_SIDE, { order: 'rgb', mean: 0, scale: 1 / 255 });
  const fill = createWarp(planes);
  const bits = new Uint16Array(planes.data.length);
  const halves = new Float16Array(bits.buffer);
  const input = halfFloatTensor(bits, [1, 3, LANDMARKER_SIDE, LANDMARKER_SIDE]);
  return async (frame, toFrame) => {
    fill(frame, toFrame);
    halves.set(planes.data);
    const outputs = await session.run({ input_12: input });
    const presence = halfFloats(outputs, 'Identity_1', 1)[0] ?? NaN;
    if (!(presence >= MIN_PRESENCE)) return unavailable('no-face');
    return {
      kind: 'landmarks',
      points: toFramePixels(halfFloats(outputs, 'Identity', 3 * POINTS), toFrame),
      presence,
    };
  };
}

function toFramePixels(crop: Float16Array, toFrame: Similarity): Float32Array {
  const points = new Float32Array(crop.length);
  const scale = similarityScale(toFrame);
  for (let i = 0; i < crop.length; i += 3) {
    const { x, y } = applySimilarity(toFrame, { x: crop[i] ?? NaN, y: crop[i + 1] ?? NaN });
    points[i] = x;
    points[i + 1] = y;
    points[i + 2] = (crop[i + 2] ?? NaN) * scale;
  }
  return points;
}

/**
 * [Note: float16 input] onnxruntime-node 1.30 on Node 24 reads a float16 tensor's data as `Uint16Array` only, while its own
 * `Tensor` always wraps a `Float16Array` there and is then refused ("expected 393216, got 0", onnxruntime issue 26791).
 * So the tensor's `data` is put back to the bits.
 */
const halfFloatTensor = (bits: Uint16Array, dims: readonly number[]): Tensor =>
  Object.defineProperty(new Tensor('float16', bits, dims), 'data', { value: bits });
