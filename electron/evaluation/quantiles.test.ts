import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactRate } from '#core/metrics/index.ts';
import { binomialBetaQuantile } from '#core/metrics/testing/binomial-beta.ts';
import { betaQuantile, normalDeviate } from './quantiles.ts';

const sample = fc
  .integer({ min: 1, max: 400 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const rateOf = (count: number, n: number) => {
  const rate = exactRate(count, n, betaQuantile);
  if (rate === null) throw new Error('no rate');
  return rate;
};

describe('the exact 95% interval', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 5.
  it.each([
    [81, 263, 0.2527, 0.3676],
    [15, 148, 0.0578, 0.1617],
    [0, 20, 0, 0.1684],
    [1, 29, 0.0009, 0.1776],
  ])('of %d of %d is the published one', (count, n, low, high) => {
    const rate = rateOf(count, n);
    expect(rate[0]).toBe(count / n);
    expect(rate[1]).toBeCloseTo(low, 4);
    expect(rate[2]).toBeCloseTo(high, 4);
  });

  // Tables of exact limits in textbooks: per cent, n = 10.
  it.each([
    [0, 0, 30.85],
    [1, 0.25, 44.5],
    [2, 2.52, 55.61],
    [3, 6.67, 65.25],
    [4, 12.16, 73.76],
    [5, 18.71, 81.29],
    [10, 69.15, 100],
  ])('of %d of 10 is that of the tables', (count, low, high) => {
    const [, from, to] = rateOf(count, 10);
    expect(100 * from).toBeCloseTo(low, 1);
    expect(100 * to).toBeCloseTo(high, 1);
  });

  it('of none of 150 reaches to 2.43%', () => {
    const [rate, low, high] = rateOf(0, 150);
    expect([rate, low]).toEqual([0, 0]);
    expect(high).toBeCloseTo(0.0243, 4);
    // Its closed form: nobody in n happens with a probability of 2.5%.
    expect(high).toBeCloseTo(1 - 0.025 ** (1 / 150), 9);
  });

  it('contains the rate', () => {
    fc.assert(
      fc.property(sample, ([count, n]) => {
        const [rate, low, high] = rateOf(count, n);
        expect(low).toBeLessThanOrEqual(rate);
        expect(high).toBeGreaterThanOrEqual(rate);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is the mirror image for what did not happen', () => {
    fc.assert(
      fc.property(sample, ([count, n]) => {
        const [, low, high] = rateOf(count, n);
        const [, otherLow, otherHigh] = rateOf(n - count, n);
        expect(otherLow).toBeCloseTo(1 - high, 7);
        expect(otherHigh).toBeCloseTo(1 - low, 7);
      }),
    );
  });

  it('moves up with every further count', () => {
    fc.assert(
      fc.property(sample, ([count, n]) => {
        fc.pre(count < n);
        const [, low, high] = rateOf(count, n);
        const [, nextLow, nextHigh] = rateOf(count + 1, n);
        expect(nextLow).toBeGreaterThan(low);
        expect(nextHigh).toBeGreaterThan(high);
      }),
    );
  });

  it('narrows with a larger sample of the same rate', () => {
    fc.assert(
      fc.property(sample, ([count, n]) => {
        const [, low, high] = rateOf(count, n);
        const [, closerLow, closerHigh] = rateOf(4 * count, 4 * n);
        expect(closerHigh - closerLow).toBeLessThan(high - low);
      }),
    );
  });

  it('covers the true proportion at least as often as it promises, summed over all samples', () => {
    const n = 30;
    for (const truth of [0.01, 0.1, 0.25, 0.5, 0.9]) {
      let covered = 0;
      let probability = (1 - truth) ** n;
      for (let count = 0; count <= n; count += 1) {
        const [, low, high] = rateOf(count, n);
        if (truth >= low && truth <= high) covered += probability;
        probability *= ((n - count) / (count + 1)) * (truth / (1 - truth));
      }
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('is refused for what is no count', () => {
    for (const [count, n] of [
      [-1, 10],
      [11, 10],
      [0.5, 10],
      [1, Number.NaN],
    ] as const) {
      expect(() => exactRate(count, n, betaQuantile)).toThrow(RangeError);
    }
    expect(exactRate(0, 0, betaQuantile)).toBeNull();
  });
});

describe('the quantile of the beta distribution', () => {
  it('is that of the binomial sum', () => {
    const whole = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(fc.constantFrom(0.025, 0.5, 0.975), whole, whole, (probability, a, b) => {
        const expected = binomialBetaQuantile(probability, a, b);
        expect(Math.abs(betaQuantile(probability, a, b) / expected - 1)).toBeLessThan(1e-7);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the normal deviate', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959964],
    [0.01, -2.326348],
    [0.001, -3.090232],
  ])('of %d is that of the tables', (proportion, deviate) => {
    expect(normalDeviate(proportion)).toBeCloseTo(deviate, 5);
  });
});
