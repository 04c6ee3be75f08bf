// A proportion and the bounds of its exact confidence interval. Pure; CLI.

/** Quantile of the beta distribution. Handed in: core has no dependency, and such a function is not ours to write. */
export type BetaQuantile = (probability: number, alpha: number, beta: number) => number;

/** A proportion and the bounds of its two-sided 95% interval, each in [0, 1]. */
export type Rate = readonly [rate: number, low: number, high: number];

/** What the interval leaves out, both ends together. */
const ALPHA = 0.05;

/**
 * `count` of `n`, with the interval of Clopper and Pearson (Biometrika 26, 1934): it covers the true proportion in at least 95
 * of 100 evaluations whatever that proportion is, also where no error was seen. Null for nothing out of nothing.
 */
export function exactRate(count: number, n: number, betaQuantile: BetaQuantile): Rate | null {
  if (!(Number.isInteger(count) && Number.isInteger(n) && count >= 0 && count <= n)) {
    throw new RangeError(`not a count of a number: ${count} of ${n}`);
  }
  if (n === 0) return null;
  const low = count === 0 ? 0 : betaQuantile(ALPHA / 2, count, n - count + 1);
  const high = count === n ? 1 : betaQuantile(1 - ALPHA / 2, count + 1, n - count);
  return [count / n, low, high];
}
