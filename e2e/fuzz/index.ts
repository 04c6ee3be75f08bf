// `npm run fuzz [-- --inputs N] [--seed N] [--lanes N] [--json]`: damaged files and wrong requests against the API by the thousand; exits
// with 1 when one of them was answered as a bug is, or not at all, or when a process died of it. Node, Linux.

import { availableParallelism } from 'node:os';
import { createProgress } from '#electron/evaluation/progress.ts';
import { fuzz } from './fuzz.ts';
import { drawInputs } from './inputs.ts';
import { readOptions } from '../support/options.ts';
import { serve } from '../support/served.ts';
import { newCollection, readMaterial } from './target.ts';

const values = readOptions({
  options: {
    inputs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '4' },
    json: { type: 'boolean', default: false },
  },
});

const whole = (name: 'inputs' | 'seed' | 'lanes'): number => {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value > 0) return value;
  process.stderr.write(`--${name} ${values[name]}: give a whole number above 0\n`);
  process.exit(2);
};
const [count, seed, lanes] = [whole('inputs'), whole('seed'), whole('lanes')];

await using served = await serve(availableParallelism());
const target = { ...served, collection: await newCollection(served) };
const inputs = drawInputs(seed, count, target, await readMaterial());
using progress = createProgress(process.stderr.isTTY ? process.stderr : null, count);
const report = await fuzz(inputs, served, { lanes, onInput: (failed) => progress.advance(failed) });
const died = served.complaints.filter((line) => /process that judged it/u.test(line));
const failures = [...report.failures, ...died];
if (values.json) process.stdout.write(`${JSON.stringify({ ...report, failures })}\n`);
else print();
process.exitCode = failures.length === 0 ? 0 : 1;

function print(): void {
  const { handles, residentMiB, statuses } = report;
  const lines = [
    `${report.inputs} inputs, seed ${seed}, ${failures.length} failures`,
    ...Object.entries(statuses)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, times]) => `  ${kind.padEnd(14)} ${times}`),
    `handles ${handles.before} before, ${handles.after} after`,
    `resident ${residentMiB.before.toFixed(0)} MiB before, ${residentMiB.after.toFixed(0)} MiB after`,
    ...failures.slice(0, 20),
    ...served.complaints.slice(0, 20),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
