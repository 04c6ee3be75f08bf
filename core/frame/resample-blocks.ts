// Averages of whole blocks of pixels: what a camera's frame needs on its way to the detector (640 to 320 and the like), in a
// third of the time that any ratio takes. Pure; runs in the inference worker.

import type { Box, Frame } from './frame.ts';
import { bluePlane, redPlane, type Planes } from './planes.ts';
import { createAreaResampler } from './resample-area.ts';
import type { Resample } from './resample-bilinear.ts';
import { GREEN, pixelWords, RED_BLUE } from './words.ts';

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
function blockSide({ width, height }: Frame, region: Box, target: Planes): number | null {
  const side = region.width / target.width;
  const isEven = side >= 2 && side <= MAX_BLOCK_SIDE && side % 2 === 0;
  const isSquare = region.height === side * target.height;
  const isInside =
    region.x >= 0 &&
    region.y >= 0 &&
    region.x + region.width <= width &&
    region.y + region.height <= height;
  return isEven && isSquare && isInside ? side : null;
}

function averageBlocks(frame: Frame, region: Box, side: number, target: Planes): void {
  const words = pixelWords(frame);
  const fillRow = side === 2 ? halveRow : averageRow;
  for (let y = 0; y < target.height; y += 1) {
    const start = (region.y + y * side) * frame.width + region.x;
    fillRow(words, start, frame.width, side, target, y * target.rowStride);
  }
}

function averageRow(
  words: Int32Array,
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
    let redBlue = 0;
    let greens = 0;
    for (let row = 0; row < side; row += 1) {
      const first = start + row * pitch + x * side;
      for (let i = first; i < first + side; i += 1) {
        const word = words[i] ?? 0;
        redBlue = (redBlue + (word & RED_BLUE)) | 0;
        greens = (greens + (word & GREEN)) | 0;
      }
    }
    data[red + x] = (redBlue & 0xffff) * norm - offset;
    data[green + x] = (greens >>> 8) * norm - offset;
    data[blue + x] = (redBlue >>> 16) * norm - offset;
  }
}

/** The same for blocks of two by two, where the two inner loops would take half of the time. */
function halveRow(
  words: Int32Array,
  start: number,
  pitch: number,
  _side: number,
  target: Planes,
  out: number,
): void {
  const { data, width, planeStride, mean, scale } = target;
  const red = out + redPlane(target);
  const green = out + planeStride;
  const blue = out + bluePlane(target);
  const norm = scale / 4;
  const offset = mean * scale;
  for (let x = 0, upper = start; x < width; x += 1, upper += 2) {
    const lower = upper + pitch;
    const a = words[upper] ?? 0;
    const b = words[upper + 1] ?? 0;
    const c = words[lower] ?? 0;
    const d = words[lower + 1] ?? 0;
    const redBlue = ((a & RED_BLUE) + (b & RED_BLUE) + (c & RED_BLUE) + (d & RED_BLUE)) | 0;
    const greens = ((a & GREEN) + (b & GREEN) + (c & GREEN) + (d & GREEN)) | 0;
    data[red + x] = (redBlue & 0xffff) * norm - offset;
    data[green + x] = (greens >>> 8) * norm - offset;
    data[blue + x] = (redBlue >>> 16) * norm - offset;
  }
}
