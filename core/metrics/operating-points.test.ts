import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { padScore } from '#core/pad/index.ts';
import { detCurve, pointAtApcer, type Presentation, type Presented } from './index.ts';
import { binomialBetaQuantile } from './testing/binomial-beta.ts';

const scored = (presented: Presented, ...scores: readonly number[]): readonly Presentation[] =>
  scores.map((score) => ({
    presented,
    outcome: score >= 0.6 ? 'bona-fide' : 'attack',
    score: padScore(score),
    denied: false,
  }));
const silent = (presented: Presented): Presentation => ({
  presented,
  outcome: 'non-response',
  score: null,
  denied: false,
});

/** By hand: two of four bona fide lie above every attack, one attack of two prints lies above two bona fide. */
const crossing = [
  ...scored('bona-fide', 0.3, 0.5, 0.8, 0.9),
  ...scored('print', 0.1, 0.6),
  ...scored('replay', 0.05, 0.1, 0.2, 0.4),
];

describe('the DET curve', () => {
  it('has the rates of every threshold at which one changes, the worst species for the attacks', () => {
    expect(
      detCurve(crossing).map(({ threshold, apcer, worst, bpcer }) => [
        threshold,
        apcer,
        worst,
        bpcer,
      ]),
    ).toEqual([
      [0, 1, 'print', 0],
      [0.05, 1, 'print', 0],
      [0.1, 1, 'print', 0],
      [0.2, 0.5, 'print', 0],
      [0.3, 0.5, 'print', 0],
      [0.4, 0.5, 'print', 0.25],
      [0.5, 0.5, 'print', 0.25],
      [0.6, 0.5, 'print', 0.5],
      [0.8, 0, 'print', 0.5],
      [0.9, 0, 'print', 0.75],
      [1, 0, 'print', 1],
    ]);
  });

  it('falls in attacks and rises in bona fide, from letting everything pass to letting nothing', () => {
    const number = fc.double({ min: 0, max: 0.999, noNaN: true });
    const presentation = fc
      .tuple(fc.constantFrom('bona-fide' as const, 'print' as const, 'replay' as const), number)
      .map(([presented, score]) => scored(presented, score));
    fc.assert(
      fc.property(fc.array(presentation), (lists) => {
        const curve = detCurve([
          ...scored('bona-fide', 0.5),
          ...scored('print', 0.5),
          ...lists.flat(),
        ]);
        expect(curve[0]).toMatchObject({ apcer: 1, bpcer: 0 });
        expect(curve.at(-1)).toMatchObject({ apcer: 0, bpcer: 1 });
        for (const [i, point] of curve.slice(1).entries()) {
          expect(point.apcer).toBeLessThanOrEqual(curve[i]?.apcer ?? 0);
          expect(point.bpcer).toBeGreaterThanOrEqual(curve[i]?.bpcer ?? 1);
        }
      }),
    );
  });

  it('is empty where only one side was presented', () => {
    expect(detCurve(scored('bona-fide', 0.9))).toEqual([]);
    expect(detCurve(scored('print', 0.1))).toEqual([]);
  });

  it('lets a presentation that other evidence denied pass at no threshold', () => {
    const [attack] = scored('print', 0.95);
    const [subject] = scored('bona-fide', 0.95);
    if (attack === undefined || subject === undefined) throw new Error('no presentation');
    const denied = [attack, subject].map((presentation) => ({ ...presentation, denied: true }));
    expect(detCurve(denied)[0]).toMatchObject({ threshold: 0, apcer: 0, bpcer: 1 });
  });
});

describe('BPCER at a given APCER', () => {
  it('is that of the lowest threshold which keeps every species at or below it', () => {
    const { point } = pointAtApcer(crossing, 0.1, binomialBetaQuantile);
    expect(point).toMatchObject({ threshold: 0.8, apcer: 0, worst: 'print' });
    expect(point?.bpcer?.[0]).toBe(0.5);
    expect(pointAtApcer(crossing, 0.5, binomialBetaQuantile).point?.threshold).toBe(0.2);
  });

  it('counts the bona fide without a verdict among the refused only', () => {
    const presentations = [...crossing, silent('bona-fide'), silent('print')];
    const { point } = pointAtApcer(presentations, 0.05, binomialBetaQuantile);
    expect(point?.bpcer?.[0]).toBeCloseTo(2 / 5, 12);
    expect(point?.refused?.[0]).toBeCloseTo(3 / 5, 12);
  });

  it('is unknown where an attack has the highest score there is', () => {
    const presentations = [...scored('bona-fide', 0.9), ...scored('deepfake', 1)];
    expect(pointAtApcer(presentations, 0.1, binomialBetaQuantile).point).toBeNull();
  });
});
