// Resampling of a turned square: how the landmarker and the embedder are given an upright face. Pure; inference worker.

import type { Frame } from './frame.ts';
import { bluePlane, redPlane, type Planes } from './planes.ts';
import { similarityScale, type Similarity } from './similarity.ts';

/** Fills its tensor through a map from its pixels to the frame's; outside the frame, the edge is repeated. */
export type Warp = (frame: Frame, toFrame: Similarity) => void;

/**
 * Bilinear; where the face shrinks by more than two, each output pixel averages a grid of samples, so it does not alias. A sample
 * blends two by two pixels: at most two pixels apart, they leave none out.
 */
export function createWarp(target: Planes): Warp {
  const { data, width, height, rowStride, planeStride, mean, scale } = target;
  const red = redPlane(target);
  const blue = bluePlane(target);

  return (frame, toFrame) => {
    const { a, b, tx, ty } = toFrame;
    const pixels = frame.data;
    const grid = Math.max(1, Math.ceil(similarityScale(toFrame) / 2));
    const share = scale / (grid * grid);
    const maxX = frame.width - 1;
    const maxY = frame.height - 1;
    const pitch = 4 * frame.width;

    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        let r = 0;
        let g = 0;
        let bl = 0;
        for (let sample = 0; sample < grid * grid; sample += 1) {
          const u = x + ((sample % grid) + 0.5) / grid - 0.5;
          const v = y + (Math.floor(sample / grid) + 0.5) / grid - 0.5;
          const px = Math.min(Math.max(a * u - b * v + tx, 0), maxX);
          const py = Math.min(Math.max(b * u + a * v + ty, 0), maxY);
          const x0 = Math.floor(px);
          const y0 = Math.floor(py);
          const ul = y0 * pitch + 4 * x0;
          const ur = x0 < maxX ? ul + 4 : ul;
          const ll = y0 < maxY ? ul + pitch : ul;
          const lr = ll + ur - ul;
          r += blend(pixels, ul, ur, ll, lr, px - x0, py - y0);
          g += blend(pixels, ul + 1, ur + 1, ll + 1, lr + 1, px - x0, py - y0);
          bl += blend(pixels, ul + 2, ur + 2, ll + 2, lr + 2, px - x0, py - y0);
        }
        const out = y * rowStride + x;
        data[red + out] = r * share - mean * scale;
        data[planeStride + out] = g * share - mean * scale;
        data[blue + out] = bl * share - mean * scale;
      }
    }
  };
}

/** Blends one channel of four RGBA pixels: `u` across from left to right, `v` down from the upper to the lower pair. */
function blend(
  pixels: Frame['data'],
  upperLeft: number,
  upperRight: number,
  lowerLeft: number,
  lowerRight: number,
  u: number,
  v: number,
): number {
  const ul = pixels[upperLeft] ?? 0;
  const ll = pixels[lowerLeft] ?? 0;
  const upper = ul + ((pixels[upperRight] ?? 0) - ul) * u;
  const lower = ll + ((pixels[lowerRight] ?? 0) - ll) * u;
  return upper + (lower - upper) * v;
}
