// Area-average resampling of an upright region, as cv2.resize does it with INTER_AREA. Pure; runs in the inference worker.

import type { Frame } from './frame.ts';
import { createRegionReader } from './mirror.ts';
import { bluePlane, redPlane, type Planes } from './planes.ts';
import { createBilinearResampler, type Resample } from './resample-bilinear.ts';

/**
 * `whole`: averages are rounded to whole levels, as OpenCV leaves them in an 8-bit picture; the PAD model was trained on such
 * pictures, and without the rounding a borderline score moves by 0.10. `exact`: they are left as they are.
 */
export type Levels = 'whole' | 'exact';

/** Averages over the footprint of each output pixel when the region shrinks; bilinear when it grows. */
export function createAreaResampler(target: Planes, levels: Levels): Resample {
  const average = createAverage(target, levels);
  const bilinear = createBilinearResampler(target);
  return (frame, region) =>
    region.width >= target.width && region.height >= target.height
      ? average(frame, region)
      : bilinear(frame, region);
}

function createAverage(target: Planes, levels: Levels): Resample {
  const { width, height } = target;
  const read = createRegionReader();
  const footprints = createFootprints(width);
  // Weighted sums of the rows under one output row, three channels a column. Grows with the widest region seen.
  let sums = new Float32Array(0);

  return (frame, region) => {
    const { pixels, start, pitch } = read(frame, region);
    const columns = Math.ceil(region.width);
    if (sums.length < 3 * columns) sums = new Float32Array(3 * columns);
    setFootprints(footprints, region.width);
    const down = region.height / height;
    const norm = width / (down * region.width);
    for (let y = 0; y < height; y += 1) {
      const top = y * down;
      const bottom = Math.min(top + down, region.height);
      sums.fill(0);
      for (let row = Math.floor(top); row < bottom; row += 1) {
        const share = Math.min(row + 1, bottom) - Math.max(row, top);
        addRow(pixels, start + row * pitch, columns, share, sums);
      }
      averageColumns(sums, footprints, norm, levels === 'whole', target, y * target.rowStride);
    }
  };
}

/** Adds one source row, from the byte offset `row` on, weighted by the share of it that the output row covers. */
function addRow(
  pixels: Frame['data'],
  row: number,
  columns: number,
  share: number,
  sums: Float32Array,
): void {
  for (let x = 0; x < columns; x += 1) {
    const at = row + 4 * x;
    const i = 3 * x;
    sums[i] = (sums[i] ?? 0) + (pixels[at] ?? 0) * share;
    sums[i + 1] = (sums[i + 1] ?? 0) + (pixels[at + 1] ?? 0) * share;
    sums[i + 2] = (sums[i + 2] ?? 0) + (pixels[at + 2] ?? 0) * share;
  }
}

/** Turns the sums under one output row into its pixels. */
function averageColumns(
  sums: Float32Array,
  { first, last, uncoveredHead, uncoveredTail }: Footprints,
  norm: number,
  isWhole: boolean,
  target: Planes,
  out: number,
): void {
  const { data, width, planeStride, mean, scale } = target;
  const red = out + redPlane(target);
  const green = out + planeStride;
  const blue = out + bluePlane(target);
  for (let x = 0; x < width; x += 1) {
    const head = first[x] ?? 0;
    const tail = last[x] ?? 0;
    const a = uncoveredHead[x] ?? 0;
    const c = uncoveredTail[x] ?? 0;
    let r = -a * (sums[head] ?? 0) - c * (sums[tail] ?? 0);
    let g = -a * (sums[head + 1] ?? 0) - c * (sums[tail + 1] ?? 0);
    let b = -a * (sums[head + 2] ?? 0) - c * (sums[tail + 2] ?? 0);
    for (let i = head; i <= tail; i += 3) {
      r += sums[i] ?? 0;
      g += sums[i + 1] ?? 0;
      b += sums[i + 2] ?? 0;
    }
    r *= norm;
    g *= norm;
    b *= norm;
    data[red + x] = ((isWhole ? Math.floor(r + 0.5) : r) - mean) * scale;
    data[green + x] = ((isWhole ? Math.floor(g + 0.5) : g) - mean) * scale;
    data[blue + x] = ((isWhole ? Math.floor(b + 0.5) : b) - mean) * scale;
  }
}

/** The columns under each output pixel: indices of the first and the last sum, and the parts of both that it does not cover. */
interface Footprints {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly uncoveredHead: Float32Array;
  readonly uncoveredTail: Float32Array;
}

const createFootprints = (width: number): Footprints => ({
  first: new Int32Array(width),
  last: new Int32Array(width),
  uncoveredHead: new Float32Array(width),
  uncoveredTail: new Float32Array(width),
});

function setFootprints(footprints: Footprints, length: number): void {
  const { first, last, uncoveredHead, uncoveredTail } = footprints;
  for (let x = 0; x < first.length; x += 1) {
    const left = (x * length) / first.length;
    const right = ((x + 1) * length) / first.length;
    const head = Math.floor(left);
    const tail = Math.ceil(right) - 1;
    first[x] = 3 * head;
    last[x] = 3 * tail;
    uncoveredHead[x] = left - head;
    uncoveredTail[x] = tail + 1 - right;
  }
}
