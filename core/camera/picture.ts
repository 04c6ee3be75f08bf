// Whether a camera shows anything: black, dark or standing still. Pure; runs in the page, and decides nothing but what it says.

import type { Ms } from '#core/frame/index.ts';

/** One frame, sampled on a grid. */
export interface PictureSample {
  /** Of the luma, 0 to 255. */
  readonly mean: number;
  readonly brightest: number;
  /** Equal for the same picture: a sensor's noise alone makes two that are not. */
  readonly fingerprint: number;
}

/** `black` shows nothing, `frozen` always the same, `dark` too little to work well. */
export type PictureState = 'fine' | 'dark' | 'black' | 'frozen';

/** What the newest frames have in common. */
export interface PictureWatch {
  readonly fingerprint: number;
  readonly sameSince: Ms;
  /** Null while there is more light than that. */
  readonly blackSince: Ms | null;
  readonly darkSince: Ms | null;
  readonly seenAt: Ms;
}

/**
 * A covered webcam reads 0 to 10 with its gain turned up, and no grid point above 30; a room at night by the light of the screen
 * about 25 to 40. Below 45 the face of somebody in it falls under the capture gate's limit.
 */
const BLACK = { mean: 12, brightest: 40, forMs: 1500 } as const;
const DARK = { mean: 45, forMs: 2000 } as const;
/** Sensors are never so still; a driver that hangs is. */
const FROZEN_MS = 4000;

const COLUMNS = 32;
const ROWS = 24;

/** Upright RGBA. */
export function samplePicture(picture: {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}): PictureSample {
  const { width, height, data } = picture;
  let sum = 0;
  let brightest = 0;
  let fingerprint: number = FNV.offset;
  for (let row = 0; row < ROWS; row += 1) {
    const y = Math.floor(((row + 0.5) * height) / ROWS);
    for (let column = 0; column < COLUMNS; column += 1) {
      const at = (y * width + Math.floor(((column + 0.5) * width) / COLUMNS)) * 4;
      const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
      sum += luma;
      brightest = Math.max(brightest, luma);
      fingerprint = Math.imul(fingerprint ^ ((red << 16) | (green << 8) | blue), FNV.prime);
    }
  }
  return { mean: sum / (COLUMNS * ROWS), brightest, fingerprint: fingerprint >>> 0 };
}

/** The hash of Fowler, Noll and Vo, of 32 bits. */
const FNV = { offset: 0x811c9dc5, prime: 0x01000193 } as const;

/** Null begins a watch. */
export function watchPicture(
  watch: PictureWatch | null,
  { mean, brightest, fingerprint }: PictureSample,
  at: Ms,
): PictureWatch {
  const isBlack = mean <= BLACK.mean && brightest <= BLACK.brightest;
  const isDark = mean <= DARK.mean;
  return {
    fingerprint,
    sameSince: watch?.fingerprint === fingerprint ? watch.sameSince : at,
    blackSince: isBlack ? (watch?.blackSince ?? at) : null,
    darkSince: isDark ? (watch?.darkSince ?? at) : null,
    seenAt: at,
  };
}

/** Black is said before frozen: what a covered camera shows may well be the same picture again and again. */
export function pictureState({
  sameSince,
  blackSince,
  darkSince,
  seenAt,
}: PictureWatch): PictureState {
  const lasts = (since: Ms | null, forMs: number): boolean =>
    since !== null && seenAt - since >= forMs;
  if (lasts(blackSince, BLACK.forMs)) return 'black';
  if (lasts(sameSince, FROZEN_MS)) return 'frozen';
  return lasts(darkSince, DARK.forMs) ? 'dark' : 'fine';
}

/** The same watch for a picture that nobody looked at meanwhile, or that may stand still: it has to do so anew. */
export const unfrozen = (watch: PictureWatch): PictureWatch => ({
  ...watch,
  sameSince: watch.seenAt,
});
