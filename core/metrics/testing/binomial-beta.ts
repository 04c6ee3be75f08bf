// Test support: the beta quantile of whole parameters straight from the binomial sum, slow and independent of any library. Not shipped.

import type { BetaQuantile } from '../index.ts';

/** Of whole parameters, P(Beta(a, b) ≤ x) is the probability of at least `a` successes in `a + b − 1` trials at `x`. */
export const binomialBetaQuantile: BetaQuantile = (probability, a, b) => {
  const trials = a + b - 1;
  let low = 0;
  let high = 1;
  // Sixty halvings leave less than the last bit of a double.
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (atLeast(a, trials, middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

function atLeast(successes: number, trials: number, p: number): number {
  let logTerm = trials * Math.log1p(-p);
  let sum = 0;
  for (let k = 0; k <= trials; k += 1) {
    if (k >= successes) sum += Math.exp(logTerm);
    logTerm += Math.log((trials - k) / (k + 1)) + Math.log(p) - Math.log1p(-p);
  }
  return sum;
}
