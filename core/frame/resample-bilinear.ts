// Bilinear resampling of an upright region, bit for bit as cv2.resize does it with INTER_LINEAR on 8-bit pictures: in fixed
// point, so that a model sees the very levels that it was trained with. Pure; runs in the inference worker.

import type { Box, Frame } from './frame.ts';
import { createRegionReader } from './mirror.ts';
import { bluePlane, redPlane, type Planes } from './planes.ts';

/**
 * Fills its tensor from a region that begins at a whole pixel; where it leaves the frame, the picture is mirrored. A region
 * inside the frame may end within a pixel.
 */
export type Resample = (frame: Frame, region: Box) => void;

/** Weights are whole numbers of 1/2048. */
const UNIT = 2048;

/** Two by two neighbours around half-pixel centres, whatever the ratio: it does not average when it shrinks. */
export function createBilinearResampler(target: Planes): Resample {
  const { data, width, height, rowStride, planeStride, mean, scale } = target;
  const red = redPlane(target);
  const blue = bluePlane(target);
  const read = createRegionReader();
  const columns = createTaps(width);
  const rows = createTaps(height);

  return (frame, region) => {
    const { words, start, pitch } = read(frame, region);
    setTaps(columns, region.width, 1);
    setTaps(rows, region.height, pitch);
    for (let y = 0; y < height; y += 1) {
      const upper = start + (rows.first[y] ?? 0);
      const lower = start + (rows.second[y] ?? 0);
      const v = rows.weight[y] ?? 0;
      for (let x = 0; x < width; x += 1) {
        const left = columns.first[x] ?? 0;
        const right = columns.second[x] ?? 0;
        const u = columns.weight[x] ?? 0;
        const ul = words[upper + left] ?? 0;
        const ur = words[upper + right] ?? 0;
        const ll = words[lower + left] ?? 0;
        const lr = words[lower + right] ?? 0;
        const r = blend(ul & 255, ur & 255, ll & 255, lr & 255, u, v);
        const g = blend((ul >> 8) & 255, (ur >> 8) & 255, (ll >> 8) & 255, (lr >> 8) & 255, u, v);
        const b = blend(
          (ul >> 16) & 255,
          (ur >> 16) & 255,
          (ll >> 16) & 255,
          (lr >> 16) & 255,
          u,
          v,
        );
        const out = y * rowStride + x;
        data[red + out] = (r - mean) * scale;
        data[planeStride + out] = (g - mean) * scale;
        data[blue + out] = (b - mean) * scale;
      }
    }
  };
}

/** For each output index, the offsets of its two source pixels and the weight of the second in units. */
interface Taps {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly weight: Int32Array;
}

const createTaps = (length: number): Taps => ({
  first: new Int32Array(length),
  second: new Int32Array(length),
  weight: new Int32Array(length),
});

function setTaps({ first, second, weight }: Taps, length: number, pitch: number): void {
  const ratio = length / first.length;
  const end = Math.ceil(length) - 1;
  for (let i = 0; i < first.length; i += 1) {
    const at = (i + 0.5) * ratio - 0.5;
    const whole = Math.floor(at);
    // Beyond the outermost centres both taps are the edge. The weights stay: OpenCV cuts off both products, and so must we.
    first[i] = Math.min(Math.max(whole, 0), end) * pitch;
    second[i] = Math.min(Math.max(whole + 1, 0), end) * pitch;
    weight[i] = Math.round((at - whole) * UNIT);
  }
}

/** One channel of four pixels, across and then down; the shifts are OpenCV's, and they cut off where it does. */
function blend(
  upperLeft: number,
  upperRight: number,
  lowerLeft: number,
  lowerRight: number,
  u: number,
  v: number,
): number {
  const upper = (Math.imul(upperLeft, UNIT - u) + Math.imul(upperRight, u)) >> 4;
  const lower = (Math.imul(lowerLeft, UNIT - u) + Math.imul(lowerRight, u)) >> 4;
  return ((Math.imul(UNIT - v, upper) >> 16) + (Math.imul(v, lower) >> 16) + 2) >> 2;
}
