// From the scores of all files to operating points with their evidence, or to the line that says why there is none. Pure but for the quantiles. CLI process.

import {
  exactRate,
  fitOperatingPoint,
  fitPolicy,
  type Presented,
  type Rate,
} from '#core/metrics/index.ts';
import { PAI_SPECIES, type PadScore } from '#core/pad/index.ts';
import type { CalibratedPoint } from './calibration.ts';
import type { FileMeasurement } from './measurement.ts';
import { betaQuantile } from './quantiles.ts';

/** A file with the scores by which it could have been decided. */
export interface MeasuredFile {
  readonly file: string;
  readonly presented: Presented;
  readonly measurement: Extract<FileMeasurement, { kind: 'scored' }>;
}

export type PointFit =
  | { readonly kind: 'fitted'; readonly point: CalibratedPoint }
  | { readonly kind: 'too-little' | 'no-gap'; readonly line: string };

/** Fits to all stills, or to all clips: of bona fide the lowest score counts, of an attack the highest. */
export function fitPoint(files: readonly MeasuredFile[], media: 'still' | 'clip'): PointFit {
  const of = files.filter(({ measurement }) => measurement.media === media);
  const bonaFide = of
    .filter(({ presented }) => presented === 'bona-fide')
    .map(({ file, measurement }) => ({ file, score: measurement.lowest }))
    .toSorted((a, b) => a.score - b.score);
  const attacks = of
    .filter(({ presented }) => presented !== 'bona-fide')
    .map(({ file, measurement }) => ({ file, score: measurement.highest }))
    .toSorted((a, b) => b.score - a.score);
  const [lowest] = bonaFide;
  const [highest] = attacks;
  const fit = fitOperatingPoint(bonaFide.map(scoreOf), attacks.map(scoreOf), fitPolicy);
  if (fit.kind === 'too-little' || lowest === undefined || highest === undefined) {
    return {
      kind: 'too-little',
      line: `${media}s: ${bonaFide.length} bona fide and ${attacks.length} attacks have scores; ${fitPolicy.minPerSide} of each are needed`,
    };
  }
  if (fit.kind === 'no-gap') {
    return {
      kind: 'no-gap',
      line:
        `${media}s: no gap of ${fitPolicy.minGap} between attacks, up to ${fit.gap.low.toFixed(3)}, and bona fide, ` +
        `down to ${fit.gap.high.toFixed(3)}; look at ${highest.file} (${highest.score.toFixed(3)}) and ${lowest.file} (${lowest.score.toFixed(3)})`,
    };
  }
  return {
    kind: 'fitted',
    point: {
      attackAt: fit.attackAt,
      bonaFideAt: fit.bonaFideAt,
      evidence: {
        gap: fit.gap,
        bonaFide: {
          n: bonaFide.length,
          lowest: lowest.score,
          refused: rateOf(bonaFide, ({ score }) => score < fit.bonaFideAt),
        },
        attacks: {
          n: attacks.length,
          highest: highest.score,
          letIn: rateOf(attacks, ({ score }) => score >= fit.bonaFideAt),
          bySpecies: bySpecies(of),
        },
      },
    },
  };
}

interface Scored {
  readonly file: string;
  readonly score: PadScore;
}

const scoreOf = ({ score }: Scored): PadScore => score;

function rateOf(files: readonly Scored[], counts: (file: Scored) => boolean): Rate {
  const rate = exactRate(files.filter(counts).length, files.length, betaQuantile);
  if (rate === null) throw new RangeError('a rate of no files');
  return rate;
}

const bySpecies = (
  files: readonly MeasuredFile[],
): CalibratedPoint['evidence']['attacks']['bySpecies'] =>
  Object.fromEntries(
    PAI_SPECIES.map(
      (species) =>
        [species, files.filter(({ presented }) => presented === species).length] as const,
    ).filter(([, n]) => n > 0),
  );
