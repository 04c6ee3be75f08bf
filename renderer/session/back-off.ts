// How long to wait before trying again. Pure; renderer.

const FIRST_MS = 500;
const LONGEST_MS = 8000;

/** After `failures` attempts that failed in a row: doubling from half a second, at most eight. */
export const reconnectDelay = (failures: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
