// Averages of whole blocks of pixels: what a camera's frame needs on its way to the detector (640 to 320 and the like), in a
// third of the time that any ratio takes. Pure; runs in the inference worker.

import type { Box, Frame } from './frame.ts';
import { bluePlane, redPlane, type Planes } from './planes.ts';
import { createAreaResampler } from './resample-area.ts';
import type { Resample } from './resample-bilinear.ts';

/** Averages the area, with a short cut where the region is the target times a small even number. */
export function createBlockResampler(target: Planes): Resample {
  const general = createAreaResampler(target, 'exact');
  return (frame, region) => {
    const side = blockSide(frame, region, target);
    if (side === null) general(frame, region);
    else averageBlocks(frame, region, side, target);
  };
}

/** So many pixels of 255 still fit into the 16 bits that two channels share a word in. */
const MAX_BLOCK_SIDE = 16;

/** The block's side, or null where there is no short cut. */
function blockSide({ width, height, data }: Frame, region: Box, target: Planes): number | null {
  const side = region.width / target.width;
  const isEven = side >= 2 && side <= MAX_BLOCK_SIDE && side % 2 === 0;
  const isSquare = region.height === side * target.height;
  const isInside =
    region.x >= 0 &&
    region.y >= 0 &&
    region.x + region.width <= width &&
    region.y + region.height <= height;
  // Pixels are read as 32-bit words, which must be aligned.
  const isAligned = data.byteOffset % 4 === 0;
  return isEven && isSquare && isInside && isAligned ? side : null;
}

function averageBlocks(frame: Frame, region: Box, side: number, target: Planes): void {
  const { buffer, byteOffset } = frame.data;
  const words = new Uint32Array(buffer, byteOffset, frame.width * frame.height);
  for (let y = 0; y < target.height; y += 1) {
    const start = (region.y + y * side) * frame.width + region.x;
    averageRow(words, start, frame.width, side, target, y * target.rowStride);
  }
}

/** Adds red and blue with one addition, as two 16-bit halves of a word (every platform that Node runs on is little-endian). */
function averageRow(
  words: Uint32Array,
  start: number,
  pitch: number,
  side: number,
  target: Planes,
  out: number,
): void {
  const { data, width, planeStride, mean, scale } = target;
  const red = out + redPlane(target);
  const green = out + planeStride;
  const blue = out + bluePlane(target);
  const norm = scale / (side * side);
  const offset = mean * scale;
  for (let x = 0; x < width; x += 1) {
    // Red in the lower half of the word, blue in the upper.
    let redBlue = 0;
    let greens = 0;
    for (let row = 0; row < side; row += 2) {
      const upper = start + row * pitch + x * side;
      for (let i = upper; i < upper + side; i += 2) {
        const a = words[i] ?? 0;
        const b = words[i + 1] ?? 0;
        const c = words[i + pitch] ?? 0;
        const d = words[i + pitch + 1] ?? 0;
        redBlue += (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff);
        greens += ((a >>> 8) & 0xff) + ((b >>> 8) & 0xff) + ((c >>> 8) & 0xff) + ((d >>> 8) & 0xff);
      }
    }
    data[red + x] = (redBlue & 0xffff) * norm - offset;
    data[green + x] = greens * norm - offset;
    data[blue + x] = (redBlue >>> 16) * norm - offset;
  }
}
