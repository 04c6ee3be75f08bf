// The grid cue: a face that is made of sub-pixels or of printed dots, seen as a peak in the spectrum that skin, hair and glasses do
// not have. It needs the picture's own pixels: the models' crops have none of it left. Pure; runs in the inference worker, on stills.

import { intersection, wholeFrame, type Box, type Frame, type Point } from '#core/frame/index.ts';
import { createPowerSpectra } from './power-spectrum.ts';
import { cueRead, cueUnavailable, type CueReading } from './reading.ts';

/** Side of one window, in frame pixels, and how many there are along either side of the face at most. */
const SIDE = 128;
const HALF = SIDE / 2;
const MAX_ALONG = 3;
/** A single window proves nothing: an ear-ring is a peak too. A grid is all over the face. */
const MIN_WINDOWS = 2;
/** Cycles a window below which a face has structure of its own. */
const LOWEST = 14;
/** The axes, where blocks of compression and rows of sensors leave their marks, and the highest frequencies, are left out. */
const NEAR_AXIS = 3;
/** Prominence of strength 1, in decibels. */
const FULL = 20;

/** Keeps its buffers. Prominence is averaged over windows in decibels, so that a peak in one of them counts for little. */
export function createDotGridReader(): (frame: Frame, face: Box) => CueReading {
  const spectra = createPowerSpectra(SIDE);
  const first = new Float32Array(SIDE * SIDE);
  const second = new Float32Array(SIDE * SIDE);
  const prominence = createProminence();
  const sum = new Float32Array(SIDE * SIDE);
  return (frame, face) => {
    const places = windowPlaces(intersection(face, wholeFrame(frame)));
    if (places.length < MIN_WINDOWS) return cueUnavailable('dot-grid', 'too-small');
    sum.fill(0);
    for (let i = 0; i < places.length; i += 2) {
      const [one, other] = [places[i], places[i + 1]];
      if (one !== undefined) readWindow(frame, one, first);
      if (other !== undefined) readWindow(frame, other, second);
      const powers = spectra(first, second);
      prominence(powers[0], sum);
      if (other !== undefined) prominence(powers[1], sum);
    }
    const highest = sum.reduce((best, value) => Math.max(best, value), 0);
    return cueRead('dot-grid', highest / places.length / FULL);
  };
}

/** Corners of windows that overlap by half or less, spread over a region. */
function windowPlaces(region: Box): readonly Point[] {
  const xs = starts(region.x, region.width);
  return starts(region.y, region.height).flatMap((y) => xs.map((x) => ({ x, y })));
}

function starts(from: number, length: number): readonly number[] {
  const room = Math.floor(length) - SIDE;
  if (room < 0) return [];
  const count = Math.min(MAX_ALONG, Math.floor(room / HALF) + 1);
  const first = Math.ceil(from);
  if (count === 1) return [first + Math.floor(room / 2)];
  return Array.from(
    { length: count },
    (_, i) => first + Math.floor((i * (room - 1)) / (count - 1)),
  );
}

function readWindow({ data, width }: Frame, { x, y }: Point, out: Float32Array): void {
  for (let row = 0; row < SIDE; row += 1) {
    for (let column = 0; column < SIDE; column += 1) {
      const at = 4 * ((y + row) * width + x + column);
      out[row * SIDE + column] =
        0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    }
  }
}

/** A ring around a frequency, far enough from it for a tapered peak to have fallen off. */
const RING_REACH = 6;
const RING = offsetsWithin(RING_REACH, (distance) => distance >= 3.5 && distance <= 6.5);
/** So many of the ring's frequencies may reach the peak: a streak of hair crosses the ring twice, other dots of the grid lie in it. */
const RING_TOP = Math.floor(0.1 * RING.length);
const AROUND = offsetsWithin(1, () => true);
const FREQUENCIES = judgedFrequencies();

/** Offsets in a spectrum whose zero frequency is in the middle; it has the rows' order of the spectrum, each `SIDE` long. */
function offsetsWithin(reach: number, isIn: (distance: number) => boolean): Int32Array {
  const along = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  const offsets = along.flatMap((v) =>
    along.filter((u) => isIn(Math.hypot(u, v))).map((u) => v * SIDE + u),
  );
  return Int32Array.from(offsets);
}

/** The upper half plane, for the spectrum of a picture is symmetric; without the axes, the coarse and the finest structure. */
function judgedFrequencies(): Int32Array {
  const highest = HALF - RING_REACH - 1;
  const judged: number[] = [];
  for (let v = NEAR_AXIS; v <= highest; v += 1) {
    for (let u = -highest; u <= highest; u += 1) {
      if (Math.abs(u) >= NEAR_AXIS && Math.hypot(u, v) >= LOWEST) {
        judged.push((HALF + v) * SIDE + HALF + u);
      }
    }
  }
  return Int32Array.from(judged);
}

type Prominence = (power: Float32Array, sum: Float32Array) => void;

/**
 * Adds, for each judged frequency, by how many decibels a crest stands out of the ring around it. A crest also counts for its
 * neighbours, because perspective moves the peak from window to window.
 */
function createProminence(): Prominence {
  const levels = new Float32Array(SIDE * SIDE);
  const crests = new Float32Array(SIDE * SIDE);
  const ring = new Float32Array(RING.length);
  return (power, sum) => {
    for (let i = 0; i < levels.length; i += 1) {
      const u = (i + HALF) % SIDE;
      const v = (Math.floor(i / SIDE) + HALF) % SIDE;
      levels[v * SIDE + u] = 10 * Math.log10((power[i] ?? 0) + 1);
    }
    crests.fill(0);
    for (const here of FREQUENCIES) crests[here] = crestAt(levels, here, ring);
    for (const here of FREQUENCIES) sum[here] = (sum[here] ?? 0) + highestAround(crests, here);
  };
}

/** 0 where the frequency is no crest, or one that others near it reach. */
function crestAt(levels: Float32Array, here: number, ring: Float32Array): number {
  const level = levels[here] ?? 0;
  for (const offset of AROUND) if ((levels[here + offset] ?? 0) > level) return 0;
  let above = 0;
  for (let k = 0; k < RING.length; k += 1) {
    const other = levels[here + (RING[k] ?? 0)] ?? 0;
    ring[k] = other;
    if (other >= level) above += 1;
    if (above > RING_TOP) return 0;
  }
  ring.sort();
  return level - (ring[RING.length - 1 - RING_TOP] ?? 0);
}

function highestAround(crests: Float32Array, here: number): number {
  let highest = 0;
  for (const offset of AROUND) highest = Math.max(highest, crests[here + offset] ?? 0);
  return highest;
}
