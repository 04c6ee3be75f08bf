// Regions that reach outside the frame, where the picture is mirrored (cv2.BORDER_REFLECT_101). Pure; inference worker.

import type { Box, Frame } from './frame.ts';
import { pixelWords } from './words.ts';

/** Pixels as words and where a region of them begins: the frame itself, or a mirrored copy of the region. */
export interface Source {
  readonly words: Int32Array;
  /** Index of the region's first pixel, and distance from one row to the next. */
  readonly start: number;
  readonly pitch: number;
}

/** Gives access to a region of whole pixels. Copies only what leaves the frame, into a buffer that it keeps. */
export function createRegionReader(): (frame: Frame, region: Box) => Source {
  let copy = new Int32Array(0);
  return (frame, region) => {
    const { x, y, width, height } = region;
    const words = pixelWords(frame);
    if (x >= 0 && y >= 0 && x + width <= frame.width && y + height <= frame.height) {
      return { words, start: y * frame.width + x, pitch: frame.width };
    }
    if (copy.length < width * height) copy = new Int32Array(width * height);
    copyMirrored(words, frame, region, copy);
    return { words: copy, start: 0, pitch: width };
  };
}

function copyMirrored(words: Int32Array, frame: Frame, region: Box, copy: Int32Array): void {
  const { x, y, width, height } = region;
  // The columns inside the frame are copied row by row in one go, those outside one by one.
  const first = Math.min(Math.max(-x, 0), width);
  const end = Math.max(first, Math.min(frame.width - x, width));
  for (let row = 0; row < height; row += 1) {
    const from = frame.width * mirrored(y + row, frame.height);
    const to = width * row;
    copy.set(words.subarray(from + x + first, from + x + end), to + first);
    for (let column = 0; column < first; column += 1) {
      copy[to + column] = words[from + mirrored(x + column, frame.width)] ?? 0;
    }
    for (let column = end; column < width; column += 1) {
      copy[to + column] = words[from + mirrored(x + column, frame.width)] ?? 0;
    }
  }
}

/** Folds an index into `[0, length)` without repeating the edge: −1 is 1, `length` is `length − 2`. */
export function mirrored(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const folded = ((index % period) + period) % period;
  return folded < length ? folded : period - folded;
}
