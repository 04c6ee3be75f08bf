// From the verdicts on all files to everything that a report says. Pure but for the quantiles. CLI process.

import {
  APCER_TARGETS,
  confusionOf,
  detCurve,
  errorRates,
  histogram,
  percentile,
  pointAtApcer,
  type ErrorRates,
  type Histogram,
  type OperatingPoint,
  type PointAtApcer,
  type Presentation,
  type Presented,
} from '#core/metrics/index.ts';
import type { PaiSpecies } from '#core/pad/index.ts';
import { betaQuantile } from './quantiles.ts';
import type { JudgedVerdict } from './verdict.ts';

/** A file with its verdict. */
export interface JudgedFile {
  readonly file: string;
  readonly presented: Presented;
  readonly verdict: JudgedVerdict;
}

export interface Evaluation {
  readonly rates: ErrorRates;
  readonly operatingPoints: readonly PointAtApcer[];
  readonly det: {
    /** The worst species at each threshold. */
    readonly worst: readonly OperatingPoint[];
    readonly bySpecies: readonly {
      readonly species: PaiSpecies;
      readonly curve: readonly OperatingPoint[];
    }[];
  };
  readonly scores: readonly { readonly presented: Presented; readonly scores: Histogram }[];
  /** Bona fide by the folders that `bona-fide` is divided into, where it is: whom does it refuse more often? */
  readonly groups: readonly { readonly group: string; readonly rates: ErrorRates['bonaFide'] }[];
  readonly timing: readonly MediaTiming[];
}

export interface MediaTiming {
  readonly media: 'still' | 'clip';
  readonly n: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly histogram: Histogram;
}

const SCORE_BINS = { min: 0, max: 1, bins: 20 };

export function evaluate(files: readonly JudgedFile[], threshold: number): Evaluation {
  const presentations = files.map((file) => presentationOf(file, threshold));
  const of = (...shown: readonly Presented[]) =>
    presentations.filter(({ presented }) => shown.includes(presented));
  const rates = errorRates(confusionOf(presentations), betaQuantile);
  const species = rates.attacks.map((row) => row.species);
  return {
    rates,
    operatingPoints: APCER_TARGETS.map((target) =>
      pointAtApcer(presentations, target, betaQuantile),
    ),
    det: {
      worst: detCurve(presentations),
      bySpecies: species.map((name) => ({ species: name, curve: detCurve(of('bona-fide', name)) })),
    },
    scores: (['bona-fide', ...species] as const)
      .map((presented) => ({ presented, scores: scoresOf(of(presented)) }))
      .filter(({ presented }) => of(presented).length > 0),
    groups: groupsOf(files, threshold),
    timing: (['still', 'clip'] as const).flatMap((media) => timingOf(files, media)),
  };
}

/** What is an attack although its score says otherwise was denied by other evidence, and no threshold undoes that. */
function presentationOf({ presented, verdict }: JudgedFile, threshold: number): Presentation {
  const { outcome, score } = verdict;
  const denied = outcome === 'attack' && score !== null && score >= threshold;
  return { presented, outcome, score, denied };
}

const scoresOf = (presentations: readonly Presentation[]): Histogram =>
  histogram(
    presentations.flatMap(({ score }) => (score === null ? [] : [score])),
    SCORE_BINS,
  );

function groupsOf(files: readonly JudgedFile[], threshold: number): Evaluation['groups'] {
  const bonaFide = files.filter(({ presented }) => presented === 'bona-fide');
  const byFolder = Map.groupBy(bonaFide, ({ file }) => file.split('/').slice(1, -1)[0] ?? '');
  if (byFolder.size < 2) return [];
  return [...byFolder].map(([group, members]) => ({
    group: group === '' ? '(directly in bona-fide)' : group,
    rates: errorRates(
      confusionOf(members.map((file) => presentationOf(file, threshold))),
      betaQuantile,
    ).bonaFide,
  }));
}

const TIMING_BINS = 20;

function timingOf(files: readonly JudgedFile[], media: 'still' | 'clip'): readonly MediaTiming[] {
  const times = files.flatMap(({ verdict }) =>
    verdict.media === media ? [verdict.elapsedMs] : [],
  );
  const p50Ms = percentile(times, 0.5);
  const p95Ms = percentile(times, 0.95);
  const slowest = percentile(times, 1);
  if (p50Ms === null || p95Ms === null || slowest === null) return [];
  const bins = { min: 0, max: roundUp(slowest), bins: TIMING_BINS };
  return [{ media, n: times.length, p50Ms, p95Ms, histogram: histogram(times, bins) }];
}

/** The next number of the form 1, 2 or 5 times a power of ten, for an axis that ends on a round number. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return power * ([1, 2, 5].find((digit) => digit * power >= value) ?? 10);
}
