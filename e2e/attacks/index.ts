// `npm run attacks [-- --json] [--seeds N] [--only WORDS] [--jobs N] [--strict]`: holds every attack of the battery before the kiosk's own
// services, with many seeds each, and the bona fide subjects beside them; `--strict` under the policy of that name. Exits with 1 when an attack is let in that is not known to pass. Node.

import { availableParallelism } from 'node:os';
import { createProgress } from '#electron/evaluation/progress.ts';
import { ATTACKS, BONA_FIDE } from './battery.ts';
import { openPool } from './pool.ts';
import { printReport, type Tally } from './report.ts';
import type { Result, Task } from './worker-messages.ts';
import { readOptions } from '../support/options.ts';

const values = readOptions({
  options: {
    json: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '60' },
    'bona-fide-seeds': { type: 'string', default: '200' },
    only: { type: 'string', default: '' },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
});

const count = (name: 'seeds' | 'bona-fide-seeds' | 'jobs'): number => {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= 0) return value;
  process.stderr.write(`--${name} ${values[name]}: give a whole number\n`);
  process.exit(2);
};

const chosen = [
  ...ATTACKS.map((entry) => ({ entry, seeds: count('seeds') })),
  ...BONA_FIDE.map((entry) => ({
    entry,
    seeds: Math.min(entry.count ?? Infinity, count('bona-fide-seeds')),
  })),
].filter(({ entry }) => entry.name.includes(values.only));
if (chosen.length === 0) {
  process.stderr.write(`--only ${values.only}: no entry has these words in its name\n`);
  process.exit(2);
}

const tallies = new Map<string, Tally>(
  chosen.map(({ entry }) => [entry.name, { entry, results: [] }]),
);
// Seed by seed through all entries, so that a run that is cut short has something of each.
const tasks: Task[] = Array.from(
  { length: Math.max(...chosen.map(({ seeds }) => seeds)) },
  (_, seed) =>
    chosen
      .filter(({ seeds }) => seed < seeds)
      .map(({ entry }) => ({ entry: entry.name, seed: seed + 1, strict: values.strict })),
).flat();

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
{
  using pool = await openPool(Math.max(1, count('jobs')));
  using progress = createProgress(process.stderr.isTTY ? process.stderr : null, tasks.length);
  const onResult = (task: Task, result: Result): void => {
    tallies.get(task.entry)?.results.push({ seed: task.seed, ...result });
    progress.advance(result.decision === 'grant' && isAttack(task.entry));
  };
  await pool.holdAll(tasks, onResult, stop.signal);
}
if (stop.signal.aborted)
  process.stderr.write('stopped: what follows is of fewer seeds than asked for\n');
const held = [...tallies.values()].filter(({ results }) => results.length > 0);
process.exitCode = printReport(held, values.json) ? 0 : 1;

function isAttack(name: string): boolean {
  return ATTACKS.some((entry) => entry.name === name && !entry.isOpen);
}
