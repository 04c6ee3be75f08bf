// What the battery found, as lines of JSON or as a table. Node.

import { exactRate, type Rate } from '#core/metrics/index.ts';
import { betaQuantile } from '#electron/evaluation/quantiles.ts';
import { ATTACKS, BONA_FIDE, type Entry } from './battery.ts';
import type { Result } from './worker-messages.ts';

export interface Tally {
  readonly entry: Entry;
  readonly results: (Result & { readonly seed: number })[];
}

/** Returns whether all went as it must: nothing let in that is not known to pass, every session replays, every pulse has its grant. */
export function printReport(tallies: readonly Tally[], json: boolean): boolean {
  const attacks = tallies.filter(({ entry }) => ATTACKS.includes(entry));
  const bonaFide = tallies.filter(({ entry }) => BONA_FIDE.includes(entry));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  for (const tally of attacks.toSorted(byWorst))
    say(json ? JSON.stringify(lineOf(tally)) : rowOf(tally));
  const [simulated, recorded] = BONA_FIDE.map((entry) =>
    bonaFide.find((tally) => tally.entry === entry),
  );
  const last = {
    simulated: { n: simulated?.results.length ?? 0, denied: simulated ? denied(simulated) : null },
    recorded: {
      n: recorded?.results.length ?? 0,
      refused: recorded ? denied(recorded) : null,
      where: recorded ? refusalsOf(recorded) : [],
    },
    decisionMs: { p50: quantile(simulated, 0.5), p95: quantile(simulated, 0.95) },
  };
  if (json) say(JSON.stringify(last));
  else {
    say('');
    for (const tally of bonaFide) {
      say(rowOf(tally));
      for (const line of refusalsOf(tally)) say(`    ${line}`);
    }
    say(
      `decision   ${last.decisionMs.p50 ?? '–'} ms p50, ${last.decisionMs.p95 ?? '–'} ms p95, of the simulated subject's time`,
    );
  }
  const wrong = faultsOf(tallies);
  for (const line of wrong) process.stderr.write(`${line}\n`);
  return wrong.length === 0;
}

function faultsOf(tallies: readonly Tally[]): readonly string[] {
  return tallies.flatMap(({ entry, results }) =>
    results.flatMap(({ seed, decision, pulsed, replays }) => [
      ...(decision === 'grant' && !entry.isOpen ? [`${entry.name}: let in with seed ${seed}`] : []),
      ...(pulsed === (decision === 'grant')
        ? []
        : [`${entry.name}: the door disagrees, seed ${seed}`]),
      ...(replays ? [] : [`${entry.name}: replays to another end, seed ${seed}`]),
    ]),
  );
}

/** Who was refused, why, and what they had done by then: a timeout after the action is one of coming back to neutral. */
const refusalsOf = ({ entry, results }: Tally): readonly string[] =>
  results
    .filter(({ decision }) => decision === 'deny')
    .toSorted((a, b) => a.seed - b.seed)
    .map(
      ({ seed, outcome, reasons, passed }) =>
        `${entry.label?.(seed) ?? `seed ${seed}`}: ${outcome} (${reasons.join(', ')}) after ${passed.join(', ') || 'no action'}`,
    );

const granted = ({ results }: Tally): number =>
  results.filter(({ decision }) => decision === 'grant').length;

const rate = (n: number, of: number): Rate | null => {
  const exact = exactRate(n, of, betaQuantile);
  return exact && [rounded(exact[0]), rounded(exact[1]), rounded(exact[2])];
};
const rounded = (value: number): number => Math.round(10_000 * value) / 10_000;

const apcer = (tally: Tally): Rate | null => rate(granted(tally), tally.results.length);
const denied = (tally: Tally): Rate | null =>
  rate(tally.results.length - granted(tally), tally.results.length);

const byWorst = (a: Tally, b: Tally): number => (apcer(b)?.[0] ?? 0) - (apcer(a)?.[0] ?? 0);

const lineOf = (tally: Tally) => ({
  attack: tally.entry.name,
  species: tally.entry.species,
  n: tally.results.length,
  granted: granted(tally),
  apcer: apcer(tally),
  open: tally.entry.isOpen,
  ends: endsOf(tally),
});

/** How the sessions ended, most frequent first. */
function endsOf({ results }: Tally): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { outcome, reasons } of results) {
    const end = `${outcome}: ${reasons.join(', ')}`;
    counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a));
}

function rowOf(tally: Tally): string {
  const { entry, results } = tally;
  const isAttack = ATTACKS.includes(entry);
  const [value, low, high] = (isAttack ? apcer(tally) : denied(tally)) ?? [];
  const percent = (share = 0) => `${(100 * share).toFixed(1)}%`;
  const what = isAttack ? 'let in' : 'denied';
  const number = isAttack ? granted(tally) : results.length - granted(tally);
  const ends = Object.entries(endsOf(tally)).map(([end, n]) => `${n} ${end}`);
  return [
    `${entry.name} (${entry.species}${entry.isOpen && isAttack ? ', known to pass' : ''})`,
    `  ${what} ${number} of ${results.length}: ${percent(value)} (${percent(low)}–${percent(high)})`,
    `  ${ends.join('; ')}`,
  ].join('\n');
}

function quantile(tally: Tally | undefined, share: number): number | null {
  const times = (tally?.results ?? [])
    .flatMap(({ decision, decisionMs }) =>
      decision === 'grant' && decisionMs !== null ? [decisionMs] : [],
    )
    .toSorted((a, b) => a - b);
  return times[Math.max(0, Math.ceil(share * times.length) - 1)] ?? null;
}
