// What the error rates would be at other thresholds: the DET curve, and BPCER at a given APCER. Pure; CLI.

import type { PaiSpecies } from '#core/pad/index.ts';
import { exactRate, type BetaQuantile, type Rate } from './exact-rate.ts';
import { speciesOf, type Presentation, type Presented } from './presentation.ts';

/** Error rates if a score at and above `threshold` were bona fide and a score below it an attack. */
export interface OperatingPoint {
  readonly threshold: number;
  /** Of the worst species at this threshold. */
  readonly apcer: number;
  readonly worst: PaiSpecies;
  readonly bpcer: number;
}

/**
 * The whole curve, thresholds rising: APCER falls and BPCER rises. Empty unless both bona fide and attacks were presented.
 * A presentation without a score passes nowhere and is no error; one that was denied by other evidence passes nowhere.
 */
export function detCurve(presentations: readonly Presentation[]): readonly OperatingPoint[] {
  const bonaFide = rowOf(presentations, 'bona-fide');
  const attacks = speciesOf(presentations).map((species) => ({
    species,
    row: rowOf(presentations, species),
  }));
  if (bonaFide.n === 0 || attacks.length === 0) return [];
  return thresholds(presentations).map((threshold) => {
    const rates = attacks.map(({ species, row }) => ({
      species,
      apcer: (row.scores.length - below(row.scores, threshold)) / row.n,
    }));
    const worst = rates.reduce((a, b) => (b.apcer > a.apcer ? b : a));
    const rejected = bonaFide.denied + below(bonaFide.scores, threshold);
    return { threshold, apcer: worst.apcer, worst: worst.species, bpcer: rejected / bonaFide.n };
  });
}

/** The lowest threshold that keeps every species' APCER at or below a target, and what it costs. */
export interface PointAtApcer {
  readonly target: number;
  /** Null where no threshold reaches the target, because an attack has the highest score there is. */
  readonly point:
    | (Pick<OperatingPoint, 'threshold' | 'apcer' | 'worst'> & {
        readonly bpcer: Rate | null;
        readonly refused: Rate | null;
      })
    | null;
}

/** BPCER at APCER 10%, 5% and 1% are known as BPCER10, BPCER20 and BPCER100. */
export const APCER_TARGETS = [0.01, 0.05, 0.1] as const;

export function pointAtApcer(
  presentations: readonly Presentation[],
  target: number,
  betaQuantile: BetaQuantile,
): PointAtApcer {
  const found = detCurve(presentations).find(({ apcer }) => apcer <= target);
  if (found === undefined) return { target, point: null };
  const { threshold, apcer, worst } = found;
  const { n, scores, denied, unscored } = rowOf(presentations, 'bona-fide');
  const rejected = denied + below(scores, threshold);
  const bpcer = exactRate(rejected, n, betaQuantile);
  const refused = exactRate(rejected + unscored, n, betaQuantile);
  return { target, point: { threshold, apcer, worst, bpcer, refused } };
}

interface Row {
  readonly n: number;
  /** Rising, of those that a threshold decides. */
  readonly scores: readonly number[];
  readonly denied: number;
  readonly unscored: number;
}

function rowOf(presentations: readonly Presentation[], presented: Presented): Row {
  const row = presentations.filter((presentation) => presentation.presented === presented);
  const open = row.filter(({ denied }) => !denied);
  const scores = open.flatMap(({ score }) => (score === null ? [] : [score]));
  return {
    n: row.length,
    scores: scores.toSorted((a, b) => a - b),
    denied: row.length - open.length,
    unscored: open.length - scores.length,
  };
}

/** Only at a score does a rate change. Zero and one are the ends of the scale. */
const thresholds = (presentations: readonly Presentation[]): readonly number[] =>
  [
    ...new Set([0, 1, ...presentations.flatMap(({ score }) => (score === null ? [] : [score]))]),
  ].toSorted((a, b) => a - b);

/** How many of the rising `scores` lie below `threshold`. */
function below(scores: readonly number[], threshold: number): number {
  let low = 0;
  let high = scores.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((scores[middle] ?? Infinity) < threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}
