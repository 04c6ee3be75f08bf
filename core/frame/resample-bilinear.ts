// Bilinear resampling of an upright region, as cv2.resize does it with INTER_LINEAR. Pure; runs in the inference worker.

import type { Box, Frame } from './frame.ts';
import { createRegionReader } from './mirror.ts';
import { blend, bluePlane, level, redPlane, type Planes } from './planes.ts';

/** Fills its tensor from a region of whole pixels; where the region leaves the frame, the picture is mirrored. */
export type Resample = (frame: Frame, region: Box) => void;

/** Two by two neighbours around half-pixel centres, whatever the ratio: it does not average when it shrinks. */
export function createBilinearResampler(target: Planes): Resample {
  const { data, width, height, rowStride, planeStride, mean, scale } = target;
  const red = redPlane(target);
  const blue = bluePlane(target);
  const read = createRegionReader();
  const left = new Int32Array(width);
  const right = new Int32Array(width);
  const weight = new Float32Array(width);

  return (frame, region) => {
    const { pixels, start, pitch } = read(frame, region);
    for (let x = 0; x < width; x += 1) {
      const at = tap(x, region.width / width, region.width);
      const first = Math.floor(at);
      left[x] = 4 * first;
      right[x] = 4 * Math.min(first + 1, region.width - 1);
      weight[x] = at - first;
    }
    for (let y = 0; y < height; y += 1) {
      const at = tap(y, region.height / height, region.height);
      const first = Math.floor(at);
      const v = at - first;
      const upper = start + pitch * first;
      const lower = start + pitch * Math.min(first + 1, region.height - 1);
      for (let x = 0; x < width; x += 1) {
        const u = weight[x] ?? 0;
        const l = left[x] ?? 0;
        const r = right[x] ?? 0;
        const ul = upper + l;
        const ur = upper + r;
        const ll = lower + l;
        const lr = lower + r;
        const out = y * rowStride + x;
        const r0 = blend(pixels, ul, ur, ll, lr, u, v);
        const g0 = blend(pixels, ul + 1, ur + 1, ll + 1, lr + 1, u, v);
        const b0 = blend(pixels, ul + 2, ur + 2, ll + 2, lr + 2, u, v);
        data[red + out] = (level(r0) - mean) * scale;
        data[planeStride + out] = (level(g0) - mean) * scale;
        data[blue + out] = (level(b0) - mean) * scale;
      }
    }
  };
}

/** Where the centre of output pixel `index` falls in a span of `length` source pixels, held inside it. */
const tap = (index: number, ratio: number, length: number): number =>
  Math.min(Math.max((index + 0.5) * ratio - 0.5, 0), length - 1);
