// Regions that reach outside the frame, where the picture is mirrored (cv2.BORDER_REFLECT_101). Pure; inference worker.

import type { Box, Frame } from './frame.ts';

/** RGBA pixels and where a region of them begins: the frame itself, or a mirrored copy of the region. */
export interface Source {
  readonly pixels: Frame['data'];
  /** Index of the region's first pixel's red, and of the same column one row down. */
  readonly start: number;
  readonly pitch: number;
}

/** Gives access to a region of whole pixels. Copies only what leaves the frame, into a buffer that it keeps. */
export function createRegionReader(): (frame: Frame, region: Box) => Source {
  let copy = new Uint8Array(0);
  return (frame, region) => {
    const { x, y, width, height } = region;
    const pitch = 4 * frame.width;
    if (x >= 0 && y >= 0 && x + width <= frame.width && y + height <= frame.height) {
      return { pixels: frame.data, start: y * pitch + 4 * x, pitch };
    }
    if (copy.length < 4 * width * height) copy = new Uint8Array(4 * width * height);
    copyMirrored(frame, region, copy);
    return { pixels: copy, start: 0, pitch: 4 * width };
  };
}

function copyMirrored(frame: Frame, region: Box, copy: Uint8Array): void {
  const { x, y, width, height } = region;
  // The columns inside the frame are copied row by row in one go, those outside one by one.
  const first = Math.min(Math.max(-x, 0), width);
  const end = Math.max(first, Math.min(frame.width - x, width));
  for (let row = 0; row < height; row += 1) {
    const from = 4 * frame.width * mirrored(y + row, frame.height);
    const to = 4 * width * row;
    copy.set(frame.data.subarray(from + 4 * (x + first), from + 4 * (x + end)), to + 4 * first);
    for (let column = 0; column < first; column += 1) {
      copyPixel(frame.data, from + 4 * mirrored(x + column, frame.width), copy, to + 4 * column);
    }
    for (let column = end; column < width; column += 1) {
      copyPixel(frame.data, from + 4 * mirrored(x + column, frame.width), copy, to + 4 * column);
    }
  }
}

function copyPixel(pixels: Frame['data'], from: number, copy: Uint8Array, to: number): void {
  copy[to] = pixels[from] ?? 0;
  copy[to + 1] = pixels[from + 1] ?? 0;
  copy[to + 2] = pixels[from + 2] ?? 0;
}

/** Folds an index into `[0, length)` without repeating the edge: −1 is 1, `length` is `length − 2`. */
export function mirrored(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const folded = ((index % period) + period) % period;
  return folded < length ? folded : period - folded;
}
