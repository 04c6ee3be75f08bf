// Quantiles of distributions, by a library of statistics. CLI process.

import library from 'jstat';
import type { BetaQuantile, StudentQuantile } from '#core/metrics/index.ts';

const { jStat } = library;

/** Agrees with the binomial sum, and with a port of Boost's, to 8 digits up to samples of a million. */
export const betaQuantile: BetaQuantile = (probability, alpha, beta) =>
  jStat.beta.inv(probability, alpha, beta);

/** The normal deviate of a proportion inside (0, 1): the scale of a DET curve's axes. */
export const normalDeviate = (proportion: number): number => jStat.normal.inv(proportion, 0, 1);

/** Student's, for the slope of a line. */
export const studentQuantile: StudentQuantile = (probability, degreesOfFreedom) =>
  jStat.studentt.inv(probability, degreesOfFreedom);
