// How long something has been seen without a break. Pure; main process.

import type { Ms } from '#core/frame/index.ts';

export interface Hold {
  readonly since: Ms;
  readonly frames: number;
}

/** The hold after one more frame; null while there is none. */
export const hold = (before: Hold | null, isSeen: boolean, at: Ms): Hold | null =>
  isSeen ? { since: before?.since ?? at, frames: (before?.frames ?? 0) + 1 } : null;

/** Whether it was seen in so many frames in a row, over so long a time. */
export const isHeld = (held: Hold | null, at: Ms, frames: number, forMs: number): boolean =>
  held !== null && held.frames >= frames && at - held.since >= forMs;
