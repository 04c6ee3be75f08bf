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
import { fileFusion, type Judging } from '#core/fusion/index.ts';
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
  /** Of the attacks that were recognised, how many had their instrument named; the others are `unknown`. */
  readonly naming: readonly {
    readonly species: PaiSpecies;
    readonly n: number;
    readonly right: number;
    readonly wrong: number;
  }[];
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

export function evaluate(files: readonly JudgedFile[], judging: Judging): Evaluation {
  const presentations = files.map((file) => presentationOf(file, judging));
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
    groups: groupsOf(files, judging),
    naming: species.flatMap((name) => namingOf(files, name)),
    timing: (['still', 'clip'] as const).flatMap((media) => timingOf(files, media)),
  };
}

/** What is an attack although its score alone would not make it one was denied by other evidence, and no threshold undoes that. */
function presentationOf({ presented, verdict }: JudgedFile, judging: Judging): Presentation {
  const { outcome, score, media } = verdict;
  const { attackAt } = fileFusion(media, judging);
  const denied = outcome === 'attack' && score !== null && score > attackAt;
  return { presented, outcome, score, denied };
}

/** Nothing where no instrument of the species was taken for an attack. */
function namingOf(files: readonly JudgedFile[], species: PaiSpecies): Evaluation['naming'] {
  const caught = files.flatMap(({ presented, verdict }) =>
    presented === species && verdict.outcome === 'attack'
      ? [verdict.pai?.species ?? 'unknown']
      : [],
  );
  if (caught.length === 0) return [];
  const count = (isCounted: (name: PaiSpecies) => boolean) => caught.filter(isCounted).length;
  return [
    {
      species,
      n: caught.length,
      right: count((name) => name === species && name !== 'unknown'),
      wrong: count((name) => name !== species && name !== 'unknown'),
    },
  ];
}

const scoresOf = (presentations: readonly Presentation[]): Histogram =>
  histogram(
    presentations.flatMap(({ score }) => (score === null ? [] : [score])),
    SCORE_BINS,
  );

function groupsOf(files: readonly JudgedFile[], judging: Judging): Evaluation['groups'] {
  const bonaFide = files.filter(({ presented }) => presented === 'bona-fide');
  const byFolder = Map.groupBy(bonaFide, ({ file }) => file.split('/').slice(1, -1)[0] ?? '');
  if (byFolder.size < 2) return [];
  return [...byFolder].map(([group, members]) => ({
    group: group === '' ? '(directly in bona-fide)' : group,
    rates: errorRates(
      confusionOf(members.map((file) => presentationOf(file, judging))),
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
