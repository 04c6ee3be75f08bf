// Area-average resampling of an upright region, as cv2.resize does it with INTER_AREA. Pure; runs in the inference worker.

import { createRegionReader } from './mirror.ts';
import { bluePlane, redPlane, type Planes } from './planes.ts';
import { createBilinearResampler, type Resample } from './resample-bilinear.ts';
import { GREEN, RED_BLUE } from './words.ts';

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

/** Rows are cut at steps of their height, at most so many: two channels share a word in the sums, 16 bits each. */
const MAX_STEPS = 128;

function createAverage(target: Planes, levels: Levels): Resample {
  const { width, height, rowStride } = target;
  const read = createRegionReader();
  const ends = new Float64Array(width);
  const rows: Rows = { top: 0, bottom: 0, steps: Math.min(height, MAX_STEPS) };
  let totals = createTotals(0);

  return (frame, region) => {
    const { words, start, pitch } = read(frame, region);
    const columns = Math.ceil(region.width);
    if (totals.capacity < columns) totals = createTotals(columns);
    for (let x = 0; x < width; x += 1) ends[x] = ((x + 1) * region.width) / width;
    rows.bottom = 0;
    for (let y = 0; y < height; y += 1) {
      rows.top = rows.bottom;
      rows.bottom = Math.round(((y + 1) * region.height * rows.steps) / height);
      addRows(words, start, pitch, rows, columns, totals);
      const norm = width / (region.width * (rows.bottom - rows.top));
      averageColumns(totals, ends, norm, levels, target, y * rowStride);
    }
  };
}

/** The rows under one output row: one object for all, as it changes with each. */
interface Rows {
  top: number;
  bottom: number;
  /** Steps in a row. Whole rows shared out among up to 128 are whole numbers of them, and so are exact. */
  readonly steps: number;
}

/** Running totals over the columns of the rows under one output row: entry x is the sum of all columns before x. */
interface Totals {
  readonly capacity: number;
  readonly red: Float64Array;
  readonly green: Float64Array;
  readonly blue: Float64Array;
}

// One more entry than columns, and one to spare: the end of the last column is read together with what follows it.
const createTotals = (capacity: number): Totals => ({
  capacity,
  red: new Float64Array(capacity + 2),
  green: new Float64Array(capacity + 2),
  blue: new Float64Array(capacity + 2),
});

/** Sums rows, of which the outer two may be covered in part, column by column. */
function addRows(
  words: Int32Array,
  start: number,
  pitch: number,
  { top, bottom, steps }: Rows,
  columns: number,
  { red, green, blue }: Totals,
): void {
  const first = start + Math.floor(top / steps) * pitch;
  const last = start + Math.floor((bottom - 1) / steps) * pitch;
  const head = Math.min(steps - (top % steps), bottom - top);
  const tail = first === last ? 0 : ((bottom - 1) % steps) + 1;
  let r = 0;
  let g = 0;
  let b = 0;
  for (let x = 0; x < columns; x += 1) {
    const upper = words[first + x] ?? 0;
    const lower = words[last + x] ?? 0;
    // 16 bits hold 255 · (head + tail), and 257 whole rows.
    const redBlue = (Math.imul(upper & RED_BLUE, head) + Math.imul(lower & RED_BLUE, tail)) | 0;
    const greens = Math.imul(upper & GREEN, head) + Math.imul(lower & GREEN, tail);
    let wholeRedBlue = 0;
    let wholeGreens = 0;
    for (let i = first + pitch + x; i < last; i += pitch) {
      const word = words[i] ?? 0;
      wholeRedBlue = (wholeRedBlue + (word & RED_BLUE)) | 0;
      wholeGreens = (wholeGreens + (word & GREEN)) | 0;
    }
    r += (redBlue & 0xffff) + Math.imul(wholeRedBlue & 0xffff, steps);
    g += (greens >>> 8) + Math.imul(wholeGreens >>> 8, steps);
    b += (redBlue >>> 16) + Math.imul(wholeRedBlue >>> 16, steps);
    red[x + 1] = r;
    green[x + 1] = g;
    blue[x + 1] = b;
  }
}

/** Turns the totals into one output row: what lies between the ends of two neighbours, times `norm`. */
function averageColumns(
  { red, green, blue }: Totals,
  ends: Float64Array,
  norm: number,
  levels: Levels,
  target: Planes,
  out: number,
): void {
  const { data, width, planeStride, mean, scale } = target;
  const redOut = out + redPlane(target);
  const greenOut = out + planeStride;
  const blueOut = out + bluePlane(target);
  const isWhole = levels === 'whole';
  let redBefore = 0;
  let greenBefore = 0;
  let blueBefore = 0;
  for (let x = 0; x < width; x += 1) {
    const end = ends[x] ?? 0;
    const column = end | 0;
    const part = end - column;
    const redUpTo = totalUpTo(red, column, part);
    const greenUpTo = totalUpTo(green, column, part);
    const blueUpTo = totalUpTo(blue, column, part);
    const r = (redUpTo - redBefore) * norm;
    const g = (greenUpTo - greenBefore) * norm;
    const b = (blueUpTo - blueBefore) * norm;
    data[redOut + x] = ((isWhole ? (r + 0.5) | 0 : r) - mean) * scale;
    data[greenOut + x] = ((isWhole ? (g + 0.5) | 0 : g) - mean) * scale;
    data[blueOut + x] = ((isWhole ? (b + 0.5) | 0 : b) - mean) * scale;
    redBefore = redUpTo;
    greenBefore = greenUpTo;
    blueBefore = blueUpTo;
  }
}

/** The total of all columns before `column`, and of a part of that. */
function totalUpTo(totals: Float64Array, column: number, part: number): number {
  const whole = totals[column] ?? 0;
  return whole + ((totals[column + 1] ?? 0) - whole) * part;
}
