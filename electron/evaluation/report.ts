// What an evaluation found, in the shapes that leave the program: the contract's JSON, the full report, lines for people. Pure; CLI process.

import type { Rate, SpeciesRates } from '#core/metrics/index.ts';
import type { Judging } from '#core/fusion/index.ts';
import type { Engine } from './engine.ts';
import type { Evaluation } from './evaluation.ts';

/** Everything that report.json holds and report.html shows. */
export interface Report extends Evaluation {
  /** Raised whenever a field changes its meaning. */
  readonly version: 1;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly material: {
    readonly folder: string;
    readonly judged: number;
    /** How many verdicts an earlier run had left. */
    readonly recalled: number;
    readonly bad: readonly BadFile[];
  };
  readonly judging: Judging;
  readonly engine: Engine;
  readonly elapsedMs: number;
}

export interface BadFile {
  readonly file: string;
  readonly code: string;
  readonly message: string;
}

/** One JSON object. The shape is a contract with scripts. */
export function reportJson({ rates, elapsedMs }: Report): string {
  const { n, errors, nonResponse, bpcer, refused } = rates.bonaFide;
  return JSON.stringify({
    bonaFide: { n, errors, nonResponse, bpcer, refused },
    attacks: rates.attacks.map((row) => ({
      species: row.species,
      n: row.n,
      errors: row.errors,
      nonResponse: row.nonResponse,
      apcer: row.apcer,
    })),
    worst: rates.worst && { species: rates.worst.species, apcer: rates.worst.apcer },
    elapsedMs,
  });
}

/** Lines for people, the worst first. */
export function reportLines({ rates, operatingPoints, material }: Report): readonly string[] {
  const { bonaFide, attacks } = rates;
  return [
    ...attacks.map((row, i) => attackLine(row, i === 0)),
    ...(bonaFide.n === 0
      ? []
      : [
          line(
            'bona fide',
            'BPCER',
            bonaFide.bpcer,
            `${bonaFide.errors} of ${bonaFide.n} rejected`,
          ),
          line(
            '',
            'refused',
            bonaFide.refused,
            `${bonaFide.nonResponse} without a verdict among them`,
          ),
        ]),
    ...operatingPoints.flatMap(({ target, point }) =>
      point === null
        ? []
        : [
            line(
              '',
              `BPCER at APCER ${percent(target)}`,
              point.bpcer,
              `T = ${point.threshold.toFixed(3)}`,
            ),
          ],
    ),
    `${material.judged} files judged${material.bad.length === 0 ? '' : `, ${material.bad.length} bad`}`,
  ];
}

function attackLine({ species, apcer, errors, n, nonResponse }: SpeciesRates, isWorst: boolean) {
  const silent = nonResponse === 0 ? '' : `, ${nonResponse} without a verdict`;
  return line(
    species,
    'APCER',
    apcer,
    `${errors} of ${n} let in${silent}${isWorst ? '  ← worst' : ''}`,
  );
}

const line = (row: string, name: string, rate: Rate | null, note: string): string =>
  `${row.padEnd(10)}  ${name.padEnd(20)}  ${rateText(rate).padEnd(24)}  ${note}`;

/** `2.5% (0.3%–8.7%)`, or a dash where nothing was presented. */
export function rateText(rate: Rate | null): string {
  if (rate === null) return '–';
  const [value, low, high] = rate;
  return `${percent(value)} (${percent(low)}–${percent(high)})`;
}

/** As many digits as a reader can use: `0%`, `0.25%`, `2.5%`, `25%`. What is not all is never `100%`, nor what is something `0%`. */
export function percent(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 0.005) return '<0.01%';
  if (value < 100 && value >= 99.95) return '>99.9%';
  return `${Number(value.toFixed(value < 1 ? 2 : 1))}%`;
}
