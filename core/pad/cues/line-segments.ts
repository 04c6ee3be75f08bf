// Long straight edges that run up or across a picture: the sides of screens and sheets. Pure; runs in the inference worker.

import type { LumaPatch } from './luma-patch.ts';

/**
 * A straight edge in patch pixels. Upright: x = offset + slope·y for y in [from, to]; level: y = offset + slope·x for x in
 * [from, to]. `support` is the share of its length on which the picture has an edge of that direction, in [0, 1].
 */
export interface Segment {
  readonly axis: 'upright' | 'level';
  readonly slope: number;
  readonly offset: number;
  readonly from: number;
  readonly to: number;
  readonly support: number;
}

export interface SegmentOptions {
  /** Shortest segment, in patch pixels. */
  readonly minLength: number;
  /** Weakest edge, in levels a pixel. */
  readonly minGradient: number;
  /** At most so many of each axis, the longest first. */
  readonly limit: number;
}

/** Instruments are held up more or less straight: slopes up to 24°. */
const MAX_DEGREES = 24;
const SLOPES: readonly number[] = Array.from({ length: 2 * MAX_DEGREES + 1 }, (_, i) =>
  Math.tan(((i - MAX_DEGREES) * Math.PI) / 180),
);
/** How far an edge pixel's own slope may differ from its line's (tangents; about 14°). */
const SLOPE_TOLERANCE = 0.25;
/** What a missing pixel costs against what a found one earns, when the ends of a segment are looked for. */
const GAP_COST = 2;

export interface StraightEdges {
  readonly upright: readonly Segment[];
  readonly level: readonly Segment[];
  /** Share of a segment's line between two places along it on which there is an edge of its direction; 0 outside the picture. */
  readonly supportBetween: (segment: Segment, from: number, to: number) => number;
}

/** Finds segments by a Hough transform with two parameters, then fits each to the edge pixels on it. */
export function findStraightEdges(patch: LumaPatch, options: SegmentOptions): StraightEdges {
  const edges = gradients(patch);
  const maps = {
    upright: uprightEdges(edges, options.minGradient),
    level: levelEdges(edges, options.minGradient),
  };
  return {
    upright: alongAxis(maps.upright, 'upright', options),
    level: alongAxis(maps.level, 'level', options),
    supportBetween: (segment, from, to) => supportBetween(maps[segment.axis], segment, from, to),
  };
}

function supportBetween(map: EdgeMap, segment: Segment, from: number, to: number): number {
  const [first, last] = [Math.round(from), Math.round(to)];
  let found = 0;
  for (let s = Math.max(1, first); s <= Math.min(last, map.along - 2); s += 1) {
    if (edgeNear(map, s, lineAt(segment, s), segment.slope) !== null) found += 1;
  }
  return last < first ? 0 : found / (last - first + 1);
}

/** The value of a segment's line at a place along it. */
export const lineAt = ({ offset, slope }: Segment, along: number): number => offset + slope * along;

interface Gradients {
  readonly width: number;
  readonly height: number;
  readonly gx: Float32Array;
  readonly gy: Float32Array;
}

/** Sobel, in levels a pixel. */
function gradients({ width, height, luma }: LumaPatch): Gradients {
  const gx = new Float32Array(luma.length);
  const gy = new Float32Array(luma.length);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * width + x;
      const nw = luma[i - width - 1] ?? 0;
      const ne = luma[i - width + 1] ?? 0;
      const sw = luma[i + width - 1] ?? 0;
      const se = luma[i + width + 1] ?? 0;
      gx[i] = (ne + se - nw - sw + 2 * ((luma[i + 1] ?? 0) - (luma[i - 1] ?? 0))) / 8;
      gy[i] = (sw + se - nw - ne + 2 * ((luma[i + width] ?? 0) - (luma[i - width] ?? 0))) / 8;
    }
  }
  return { width, height, gx, gy };
}

/**
 * Edge pixels of one axis, as a picture of `across` columns by `along` rows whose values are the edge's own slope; NaN where
 * there is no edge. The level axis is the upright one of the transposed picture.
 */
interface EdgeMap {
  readonly across: number;
  readonly along: number;
  readonly slopes: Float32Array;
}

function uprightEdges({ width, height, gx, gy }: Gradients, minGradient: number): EdgeMap {
  const at = (p: number, s: number) => s * width + p;
  return edgeMap(width, height, gx, gy, at, minGradient);
}

function levelEdges({ width, height, gx, gy }: Gradients, minGradient: number): EdgeMap {
  const at = (p: number, s: number) => p * width + s;
  return edgeMap(height, width, gy, gx, at, minGradient);
}

function edgeMap(
  across: number,
  along: number,
  normal: Float32Array,
  other: Float32Array,
  at: (p: number, s: number) => number,
  minGradient: number,
): EdgeMap {
  const slopes = new Float32Array(across * along).fill(Number.NaN);
  for (let s = 1; s < along - 1; s += 1) {
    for (let p = 1; p < across - 1; p += 1) {
      const i = at(p, s);
      const strength = Math.abs(normal[i] ?? 0);
      if (strength < minGradient) continue;
      // Only the crest of an edge, so that a blurred one is as thin as a sharp one.
      if (Math.abs(normal[at(p - 1, s)] ?? 0) > strength) continue;
      if (Math.abs(normal[at(p + 1, s)] ?? 0) >= strength) continue;
      slopes[s * across + p] = -(other[i] ?? 0) / (normal[i] ?? 1);
    }
  }
  return { across, along, slopes };
}

interface Peak {
  readonly votes: number;
  readonly slope: number;
  readonly offset: number;
}

function alongAxis(
  map: EdgeMap,
  axis: Segment['axis'],
  { minLength, limit }: SegmentOptions,
): readonly Segment[] {
  const found: Segment[] = [];
  const middle = map.along / 2;
  const isKnown = (slope: number, place: number) =>
    found.some(
      (it) => Math.abs(lineAt(it, middle) - place) < 3 && Math.abs(it.slope - slope) < 0.06,
    );
  for (const peak of houghPeaks(map, 0.6 * minLength)) {
    if (isKnown(peak.slope, peak.offset + peak.slope * middle)) continue;
    const segment = fit(map, axis, peak);
    if (segment === null || segment.to - segment.from < minLength) continue;
    if (!isKnown(segment.slope, lineAt(segment, middle))) found.push(segment);
    if (found.length >= limit) break;
  }
  return found;
}

/** Lines with at least `minVotes` edge pixels, best first. */
function houghPeaks({ across, along, slopes }: EdgeMap, minVotes: number): readonly Peak[] {
  const middle = along / 2;
  const votes = new Float32Array(SLOPES.length * across);
  for (let s = 1; s < along - 1; s += 1) {
    for (let p = 1; p < across - 1; p += 1) {
      const slope = slopes[s * across + p] ?? Number.NaN;
      if (Number.isNaN(slope)) continue;
      for (let k = 0; k < SLOPES.length; k += 1) {
        const candidate = SLOPES[k] ?? 0;
        if (Math.abs(candidate - slope) > SLOPE_TOLERANCE) continue;
        const place = Math.round(p - candidate * (s - middle));
        const cell = k * across + place;
        if (place >= 0 && place < across) votes[cell] = (votes[cell] ?? 0) + 1;
      }
    }
  }
  const peaks: Peak[] = [];
  for (const [k, slope] of SLOPES.entries()) {
    for (let place = 1; place < across - 1; place += 1) {
      const cell = k * across + place;
      const around = (votes[cell - 1] ?? 0) + (votes[cell + 1] ?? 0);
      const sum = (votes[cell] ?? 0) + around / 2;
      if (sum >= minVotes) peaks.push({ votes: sum, slope, offset: place - slope * middle });
    }
  }
  return peaks.toSorted((a, b) => b.votes - a.votes);
}

/** The longest well supported stretch of a line, its line fitted twice to the edge pixels on it. */
function fit(map: EdgeMap, axis: Segment['axis'], peak: Peak): Segment | null {
  let segment = stretch(map, axis, peak.slope, peak.offset);
  for (let round = 0; round < 2 && segment !== null; round += 1) {
    const { slope, offset } = leastSquares(map, segment);
    segment = stretch(map, axis, slope, offset);
  }
  return segment;
}

function stretch(
  map: EdgeMap,
  axis: Segment['axis'],
  slope: number,
  offset: number,
): Segment | null {
  let [score, count, start] = [0, 0, 1];
  let [best, from, to, found] = [0, 0, 0, 0];
  for (let s = 1; s < map.along - 1; s += 1) {
    const isEdge = edgeNear(map, s, offset + slope * s, slope) !== null;
    score += isEdge ? 1 : -GAP_COST;
    count += isEdge ? 1 : 0;
    if (score <= 0) [score, count, start] = [0, 0, s + 1];
    if (score > best) [best, from, to, found] = [score, start, s, count];
  }
  if (best === 0) return null;
  return { axis, slope, offset, from, to, support: found / (to - from + 1) };
}

/** Nearest first. */
const NEIGHBOURS = [0, -1, 1] as const;

/** The edge pixel within one pixel of a place on the line, nearest first; null without one. */
function edgeNear(
  { across, slopes }: EdgeMap,
  s: number,
  place: number,
  slope: number,
): number | null {
  const nearest = Math.round(place);
  for (let k = 0; k < NEIGHBOURS.length; k += 1) {
    const p = nearest + (NEIGHBOURS[k] ?? 0);
    if (p < 1 || p >= across - 1) continue;
    if (Math.abs((slopes[s * across + p] ?? Number.NaN) - slope) <= SLOPE_TOLERANCE) return p;
  }
  return null;
}

function leastSquares(
  map: EdgeMap,
  segment: Segment,
): { readonly slope: number; readonly offset: number } {
  let [n, sumS, sumP, sumSS, sumSP] = [0, 0, 0, 0, 0];
  for (let s = segment.from; s <= segment.to; s += 1) {
    const p = edgeNear(map, s, lineAt(segment, s), segment.slope);
    if (p === null) continue;
    n += 1;
    sumS += s;
    sumP += p;
    sumSS += s * s;
    sumSP += s * p;
  }
  const spread = n * sumSS - sumS * sumS;
  if (spread === 0) return segment;
  const slope = (n * sumSP - sumS * sumP) / spread;
  return { slope, offset: (sumP - slope * sumS) / n };
}
