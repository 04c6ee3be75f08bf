import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { padScore } from '#core/pad/index.ts';
import { fitOperatingPoint, fitPolicy } from './index.ts';

const times = (n: number, score: number) => Array.from({ length: n }, () => padScore(score));
const scores = (min: number, max: number) =>
  fc.array(fc.double({ min, max, noNaN: true }).map(padScore), { minLength: 20, maxLength: 60 });

describe('the fitted operating point', () => {
  it('leaves a quarter of the gap free on either side', () => {
    const fit = fitOperatingPoint(
      [...times(19, 0.95), padScore(0.7)],
      [...times(19, 0.02), padScore(0.3)],
      fitPolicy,
    );
    if (fit.kind !== 'fitted') throw new Error(fit.kind);
    expect(fit.gap).toEqual({ low: 0.3, high: 0.7 });
    expect(fit.attackAt).toBeCloseTo(0.4, 12);
    expect(fit.bonaFideAt).toBeCloseTo(0.6, 12);
  });

  it('makes no error on the material that it was fitted on, and abstains on none of it', () => {
    fc.assert(
      fc.property(scores(0.7, 1), scores(0, 0.3), (bonaFide, attacks) => {
        const fit = fitOperatingPoint(bonaFide, attacks, fitPolicy);
        if (fit.kind !== 'fitted') throw new Error(fit.kind);
        expect(bonaFide.every((score) => score > fit.bonaFideAt)).toBe(true);
        expect(attacks.every((score) => score < fit.attackAt)).toBe(true);
        expect(fit.attackAt).toBeLessThan(fit.bonaFideAt);
      }),
    );
  });

  it('is not made lenient by attacks that were harmless: those known from elsewhere still count', () => {
    const fit = fitOperatingPoint(times(20, 0.9), times(20, 0), fitPolicy);
    expect(fit).toMatchObject({ kind: 'fitted', gap: { low: fitPolicy.knownAttackScore } });
  });

  it('is refused where one attack reaches what one subject does not', () => {
    const fit = fitOperatingPoint(
      [...times(30, 0.99), padScore(0.5)],
      [...times(30, 0.01), padScore(0.6)],
      fitPolicy,
    );
    expect(fit).toEqual({ kind: 'no-gap', gap: { low: 0.6, high: 0.5 } });
  });

  it('is refused where the gap is narrower than the margins need', () => {
    expect(fitOperatingPoint(times(20, 0.69), times(20, 0.4), fitPolicy).kind).toBe('no-gap');
    expect(fitOperatingPoint(times(20, 0.71), times(20, 0.4), fitPolicy).kind).toBe('fitted');
  });

  it.each([
    [19, 20],
    [20, 19],
    [0, 0],
  ])('is refused for %d bona fide and %d attacks', (bonaFide, attacks) => {
    const fit = fitOperatingPoint(times(bonaFide, 0.9), times(attacks, 0.1), fitPolicy);
    expect(fit.kind).toBe('too-little');
  });
});
