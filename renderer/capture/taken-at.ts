// The time of capture as it goes to the main side. Pure; renderer, page and worker.

/** Whole milliseconds of 32 bits, as `takenAtMs` of an offered frame: they wrap after 49 days, which the main side knows. */
export const wholeMilliseconds = (milliseconds: number): number => Math.round(milliseconds) >>> 0;
