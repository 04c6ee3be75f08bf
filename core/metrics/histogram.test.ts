import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogram, percentile } from './index.ts';

describe('a histogram', () => {
  it('counts a value on an edge in the bin above it, and the highest in the last', () => {
    const values = [0, 0.24, 0.25, 0.5, 0.99, 1];
    expect(histogram(values, { min: 0, max: 1, bins: 4 }).counts).toEqual([2, 1, 1, 2]);
  });

  it('counts every value once', () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (list, bins) => {
        const { counts } = histogram(list, { min: 0, max: 1, bins });
        expect(counts).toHaveLength(bins);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(list.length);
      }),
    );
  });

  it('takes no value that lies outside', () => {
    expect(() => histogram([1.1], { min: 0, max: 1, bins: 4 })).toThrow(RangeError);
    expect(() => histogram([Number.NaN], { min: 0, max: 1, bins: 4 })).toThrow(RangeError);
  });
});

describe('a percentile', () => {
  it('is the smallest value that the share of all values does not exceed', () => {
    const values = [15, 20, 35, 40, 50];
    expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => percentile(values, share))).toEqual([
      15, 20, 20, 35, 50,
    ]);
    expect(percentile([], 0.5)).toBeNull();
  });
});
