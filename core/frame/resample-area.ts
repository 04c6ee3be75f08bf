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
  const { data, width, height, rowStride, planeStride, mean, scale } = target;
  const red = redPlane(target);
  const blue = bluePlane(target);
  const level = levels === 'whole' ? (value: number) => Math.floor(value + 0.5) : (v: number) => v;
  const read = createRegionReader();
  const columns = createFootprints(width);
  // Weighted sums of the rows under one output row, three channels a column.
  const sums = new Float32Array(3 * width);

  return (frame, region) => {
    const { pixels, start, pitch } = read(frame, region);
    setFootprints(columns, region.width);
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
      for (let x = 0; x < width; x += 1) {
        const out = y * rowStride + x;
        data[red + out] = (level((sums[3 * x] ?? 0) * norm) - mean) * scale;
        data[planeStride + out] = (level((sums[3 * x + 1] ?? 0) * norm) - mean) * scale;
        data[blue + out] = (level((sums[3 * x + 2] ?? 0) * norm) - mean) * scale;
      }
    }
  };
}

/** The source columns under each output column: byte offsets of the first and the last, and how much of each is covered. */
interface Footprints {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly firstShare: Float32Array;
  readonly lastShare: Float32Array;
}

const createFootprints = (width: number): Footprints => ({
  first: new Int32Array(width),
  last: new Int32Array(width),
  firstShare: new Float32Array(width),
  lastShare: new Float32Array(width),
});

function setFootprints({ first, last, firstShare, lastShare }: Footprints, length: number): void {
  for (let x = 0; x < first.length; x += 1) {
    const left = (x * length) / first.length;
    const right = ((x + 1) * length) / first.length;
    const head = Math.floor(left);
    const tail = Math.ceil(right) - 1;
    first[x] = 4 * head;
    last[x] = 4 * tail;
    firstShare[x] = Math.min(head + 1, right) - left;
    // A footprint within one column (the ratio is 1) is counted once, by its first share.
    lastShare[x] = tail > head ? right - tail : 0;
  }
}

/** Adds one source row, from the byte offset `row` on, weighted by the share of it that the output row covers. */
function addRow(
  pixels: Frame['data'],
  row: number,
  { first, last, firstShare, lastShare }: Footprints,
  share: number,
  sums: Float32Array,
): void {
  for (let x = 0; x < first.length; x += 1) {
    const head = row + (first[x] ?? 0);
    const tail = row + (last[x] ?? 0);
    const a = firstShare[x] ?? 0;
    const c = lastShare[x] ?? 0;
    let r = 0;
    let g = 0;
    let b = 0;
    for (let at = head + 4; at < tail; at += 4) {
      r += pixels[at] ?? 0;
      g += pixels[at + 1] ?? 0;
      b += pixels[at + 2] ?? 0;
    }
    r += (pixels[head] ?? 0) * a + (pixels[tail] ?? 0) * c;
    g += (pixels[head + 1] ?? 0) * a + (pixels[tail + 1] ?? 0) * c;
    b += (pixels[head + 2] ?? 0) * a + (pixels[tail + 2] ?? 0) * c;
    const out = 3 * x;
    sums[out] = (sums[out] ?? 0) + r * share;
    sums[out + 1] = (sums[out + 1] ?? 0) + g * share;
    sums[out + 2] = (sums[out + 2] ?? 0) + b * share;
  }
}
