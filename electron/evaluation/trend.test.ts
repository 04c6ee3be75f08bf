import { describe, expect, it } from 'vitest';
import { trendOf } from '#core/metrics/index.ts';
import { studentQuantile } from './quantiles.ts';

describe('a trend', () => {
  it('agrees with a worked example', () => {
    // Five points, slope 0.6; residual sum of squares 2.4; standard error sqrt(2.4 / 3 / 10); t(0.975, 3) = 3.1824.
    const y = [2, 4, 5, 4, 5];
    const trend = trendOf(
      y.map((value, i) => ({ x: i + 1, y: value })),
      studentQuantile,
    );
    const half = 3.182446 * Math.sqrt(2.4 / 3 / 10);
    expect(trend?.slope).toBeCloseTo(0.6, 9);
    expect(trend?.low).toBeCloseTo(0.6 - half, 5);
    expect(trend?.high).toBeCloseTo(0.6 + half, 5);
  });

  it('is certain of a straight line', () => {
    const points = [0, 1, 2, 7].map((x) => ({ x, y: 3 - 2 * x }));
    expect(trendOf(points, studentQuantile)).toEqual({ slope: -2, low: -2, high: -2 });
  });

  it.each([
    ['two points', [0, 1]],
    ['one moment', [5, 5, 5]],
  ])('is not made of %s', (_, xs) => {
    expect(
      trendOf(
        xs.map((x, i) => ({ x, y: i })),
        studentQuantile,
      ),
    ).toBeNull();
  });
});
