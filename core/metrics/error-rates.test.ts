import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAI_SPECIES, padScore, type PaiSpecies } from '#core/pad/index.ts';
import { confusionOf, errorRates, type Presentation } from './index.ts';
import { binomialBetaQuantile } from './testing/binomial-beta.ts';

const shown = (
  presented: Presentation['presented'],
  outcome: Presentation['outcome'],
  times: number,
): readonly Presentation[] =>
  Array.from({ length: times }, () => ({
    presented,
    outcome,
    score: outcome === 'non-response' ? null : padScore(outcome === 'attack' ? 0.1 : 0.9),
    denied: false,
  }));

/**
 * Counted by hand:
 *               n   taken for the other   nothing said
 *  bona fide   40           2                  3
 *  print       20           1                  4
 *  replay      10           1                  0
 *  mask-3d      5           5                  0
 */
const evaluation = [
  ...shown('bona-fide', 'bona-fide', 35),
  ...shown('bona-fide', 'attack', 2),
  ...shown('bona-fide', 'non-response', 3),
  ...shown('print', 'attack', 15),
  ...shown('print', 'bona-fide', 1),
  ...shown('print', 'non-response', 4),
  ...shown('replay', 'attack', 9),
  ...shown('replay', 'bona-fide', 1),
  ...shown('mask-3d', 'bona-fide', 5),
];
const ratesOf = (presentations: readonly Presentation[]) =>
  errorRates(confusionOf(presentations), binomialBetaQuantile);

describe('the confusion table', () => {
  it('counts per species what was taken for the other and what had no response', () => {
    expect(confusionOf(evaluation)).toEqual({
      bonaFide: { n: 40, errors: 2, nonResponse: 3 },
      attacks: [
        { species: 'print', n: 20, errors: 1, nonResponse: 4 },
        { species: 'replay', n: 10, errors: 1, nonResponse: 0 },
        { species: 'mask-3d', n: 5, errors: 5, nonResponse: 0 },
      ],
    });
  });

  it('loses no presentation, whatever is shown in whatever order', () => {
    const presentation = fc
      .tuple(
        fc.constantFrom('bona-fide' as const, ...PAI_SPECIES),
        fc.constantFrom('bona-fide' as const, 'attack' as const, 'non-response' as const),
      )
      .map(([presented, outcome]) => ({ presented, outcome, score: null, denied: false }));
    fc.assert(
      fc.property(fc.array(presentation), (list) => {
        const { bonaFide, attacks } = confusionOf(list);
        const rows = [bonaFide, ...attacks];
        expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(list.length);
        for (const row of rows) expect(row.errors + row.nonResponse).toBeLessThanOrEqual(row.n);
      }),
    );
  });
});

describe('error rates', () => {
  it('are proportions of all presentations of their row', () => {
    const { bonaFide, attacks } = ratesOf(evaluation);
    expect(bonaFide.bpcer?.[0]).toBe(0.05);
    expect(bonaFide.bpnrr?.[0]).toBe(0.075);
    expect(bonaFide.refused?.[0]).toBe(0.125);
    const print = attacks.find(({ species }) => species === 'print');
    expect(print?.apcer?.[0]).toBe(0.05);
    expect(print?.apnrr?.[0]).toBe(0.2);
  });

  it('have the worst species first, and it is the headline', () => {
    const { attacks, worst } = ratesOf(evaluation);
    expect(attacks.map(({ species }) => species)).toEqual(['mask-3d', 'replay', 'print']);
    expect(worst).toMatchObject({ species: 'mask-3d', n: 5, errors: 5 });
    expect(worst?.apcer?.[0]).toBe(1);
  });

  it('call of two species without an error that one worse of which less is known', () => {
    const { worst } = ratesOf([...shown('print', 'attack', 50), ...shown('replay', 'attack', 5)]);
    expect(worst?.species).toBe('replay');
  });

  it('do not average over species: many harmless prints do not hide one mask that passes', () => {
    const { worst } = ratesOf([
      ...shown('print', 'attack', 1000),
      ...shown('mask-2d', 'bona-fide', 1),
    ]);
    expect(worst?.apcer?.[0]).toBe(1);
  });

  it('are unknown, not zero, where nothing was presented', () => {
    expect(ratesOf([])).toEqual({
      bonaFide: { n: 0, errors: 0, nonResponse: 0, bpcer: null, bpnrr: null, refused: null },
      attacks: [],
      worst: null,
    });
  });

  it('count an abstention against the bona fide, not against the attacks', () => {
    const silent: readonly PaiSpecies[] = ['print'];
    const { bonaFide, attacks } = ratesOf([
      ...shown('bona-fide', 'non-response', 4),
      ...silent.flatMap((species) => shown(species, 'non-response', 4)),
    ]);
    expect(bonaFide.bpcer?.[0]).toBe(0);
    expect(bonaFide.refused?.[0]).toBe(1);
    expect(attacks[0]?.apcer?.[0]).toBe(0);
  });
});
