// The best few of many frames, kept while a session runs: its templates come from them once it has ended. Pure; every process.

/** As many as are looked at again, at full size, between a session's end and its decision. */
export const FRAMES_KEPT = 3;

/** With `next` where it is better than one that is kept, or there is room; the best first, of equal ones the first that came. */
export const keepBest = <T extends { readonly quality: number }>(
  kept: readonly T[],
  next: T,
  most = FRAMES_KEPT,
): readonly T[] => [...kept, next].toSorted((a, b) => b.quality - a.quality).slice(0, most);
