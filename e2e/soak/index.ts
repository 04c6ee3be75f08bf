// `npm run soak [-- --minutes N] [--warm-up N] [--record] [--json]`: a kiosk and its page, session after session for so long: what each
// process holds, how that grows, how the frames came. `--record` keeps figures and a plot in docs/bench/. Node, Linux.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgress } from '#electron/evaluation/progress.ts';
import { ROOT } from '../support/appliance.ts';
import { plotOf } from './plot.ts';
import { reportOf } from './report.ts';
import { soak } from './soak.ts';
import { tableOf } from './table.ts';
import { readOptions } from '../support/options.ts';

const values = readOptions({
  options: {
    minutes: { type: 'string', default: '40' },
    'warm-up': { type: 'string', default: '5' },
    record: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const minutesOf = (name: 'minutes' | 'warm-up'): number => {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value >= 0) return value;
  process.stderr.write(`--${name} ${values[name]}: give a number of minutes\n`);
  process.exit(2);
};
const minutes = minutesOf('minutes');
const warmUpMinutes = minutesOf('warm-up');

using progress = createProgress(
  process.stderr.isTTY ? process.stderr : null,
  Math.floor(minutes * 60),
);
const soaked = await soak({ minutes, warmUpMinutes, onSecond: () => progress.advance(false) });
const report = reportOf(soaked);
process.stdout.write(
  values.json ? `${JSON.stringify(report)}\n` : `${tableOf(report).join('\n')}\n`,
);
if (values.record) {
  const folder = join(ROOT, 'docs/bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'soak.json'), `${JSON.stringify(report, null, 2)}\n`);
  const title = `${soaked.decisions.length} sessions in ${Math.round(minutes)} minutes`;
  writeFileSync(join(folder, 'soak.svg'), plotOf(soaked.samples, title));
}
