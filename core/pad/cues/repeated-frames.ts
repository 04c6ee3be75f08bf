// The repetition cue: a stream that stands still to the last bit or shows a picture again that it has shown before. A camera does
// neither, because no two exposures have the same noise. Pure; runs in the inference worker (meter) and where sessions are judged.

import type { Frame } from '#core/frame/index.ts';
import { cueRead, cueUnavailable, type CueReading } from './reading.ts';

/**
 * `new`: a picture not seen before. `unchanged`: as good as the one before it. `recurred`: bit for bit one from earlier, with others
 * in between.
 */
export const NOVELTIES = ['new', 'unchanged', 'recurred'] as const;
export type Novelty = (typeof NOVELTIES)[number];

/** Points at which a frame is compared, along its two sides. */
const COLUMNS = 80;
const ROWS = 60;
/**
 * Mean difference, in levels, up to which two frames count as one. Measured: frames of the bona fide clips, compressed as they are,
 * differ by at least 0.135 from the one before; a still that was made a video differs from itself by at most 0.003.
 */
const UNCHANGED = 0.03;
/** A covered lens or a dark room may well repeat: pictures that vary less than this, in levels, are not compared with older ones. */
const MIN_DEVIATION = 4;
/** Frames that are remembered, as two hashes each: a minute at 15 a second. */
const MEMORY = 900;

/** Looks at every frame of one stream, in order. Remembers hashes, no picture but a grid of points of the newest frame. */
export function createNoveltyMeter(): (frame: Frame) => Novelty {
  let points = new Uint8Array(COLUMNS * ROWS);
  let before = new Uint8Array(COLUMNS * ROWS);
  let hasBefore = false;
  const seen = new Set<number>();
  return (frame) => {
    [points, before] = [before, points];
    readPoints(frame, points);
    const isUnchanged = hasBefore && difference(points, before) <= UNCHANGED;
    hasBefore = true;
    if (deviation(points) < MIN_DEVIATION) return isUnchanged ? 'unchanged' : 'new';
    const fingerprint = hash(points);
    const isKnown = seen.has(fingerprint);
    // Moved to the newest place, so that the oldest is the one that is forgotten.
    seen.delete(fingerprint);
    seen.add(fingerprint);
    if (seen.size > MEMORY) forgetOldest(seen);
    if (isUnchanged) return 'unchanged';
    return isKnown ? 'recurred' : 'new';
  };
}

/** Fewest frames that are worth a reading. */
const MIN_FRAMES = 8;
/** How many of the newest frames a running session looks at, about two seconds: a camera may stall for a moment. */
export const NOVELTY_WINDOW = 24;
/** Recurrences that are a loop for certain: one may be a driver that hands out a stale buffer. */
const MIN_RECURRED = 3;
/** Share of recurring frames of strength 1. A camera samples a loop out of step, so that only some of its pictures come again. */
const FULL_RECURRED = 0.25;

/** Of the frames of a clip, or of the newest of a running session, oldest first. */
export function readRepeatedFrames(frames: readonly Novelty[]): CueReading {
  if (frames.length < MIN_FRAMES) return cueUnavailable('repeated-frames', 'too-few-frames');
  const count = (what: Novelty) => frames.filter((novelty) => novelty === what).length;
  // The first frame has none before it.
  const still = count('unchanged') / (frames.length - 1);
  const recurred = count('recurred');
  const loop = recurred < MIN_RECURRED ? 0 : recurred / frames.length / FULL_RECURRED;
  return cueRead('repeated-frames', Math.max(still, loop), 'injection');
}

function readPoints({ data, width, height }: Frame, out: Uint8Array): void {
  for (let row = 0; row < ROWS; row += 1) {
    const y = Math.floor(((row + 0.5) * height) / ROWS);
    for (let column = 0; column < COLUMNS; column += 1) {
      const x = Math.floor(((column + 0.5) * width) / COLUMNS);
      // Green: the channel of most pixels of a sensor, and most of the luma.
      out[row * COLUMNS + column] = data[4 * (y * width + x) + 1] ?? 0;
    }
  }
}

function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / a.length;
}

function deviation(points: Uint8Array): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < points.length; i += 1) {
    const value = points[i] ?? 0;
    sum += value;
    squares += value * value;
  }
  const mean = sum / points.length;
  return Math.sqrt(Math.max(0, squares / points.length - mean * mean));
}

/** 53 bits of two FNV-like hashes. Nobody gains by a collision: it can only deny. */
function hash(points: Uint8Array): number {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < points.length; i += 1) {
    a = Math.imul(a ^ (points[i] ?? 0), 0x01000193);
    b = Math.imul(b ^ (points[i] ?? 0), 0x85ebca6b) + i;
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
}

function forgetOldest(seen: Set<number>): void {
  const [oldest] = seen;
  if (oldest !== undefined) seen.delete(oldest);
}
