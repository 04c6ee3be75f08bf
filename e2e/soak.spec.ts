// The short form of `npm run soak`: that it measures. What it finds over an hour is in docs/bench/soak.json.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { ROOT } from './support/appliance.ts';
import { expect, test } from './support/test.ts';

const run = promisify(execFile);

const report = z.object({
  decisions: z.object({ grant: z.number(), deny: z.number() }),
  frameGapMs: z.object({ p50: z.number().positive() }),
  processes: z.array(
    z.object({
      role: z.string(),
      mib: z.object({ atEnd: z.number() }),
      handles: z.object({ most: z.number() }),
    }),
  ),
});

test('a soak sees sessions go by, and what each process holds', async () => {
  const args = ['e2e/soak/index.ts', '--minutes', '0.5', '--warm-up', '0', '--json'];
  const { stdout } = await run(process.execPath, args, { cwd: ROOT });
  const { decisions, processes } = report.parse(JSON.parse(stdout));
  expect(decisions.grant).toBeGreaterThan(0);
  expect(processes.map(({ role }) => role)).toEqual([
    'main',
    'inference',
    'browser',
    'page',
    'graphics',
  ]);
  // Each is there: with less than this, none of them would have come up.
  expect(processes.filter(({ mib, handles }) => mib.atEnd < 5 || handles.most < 5)).toEqual([]);
});
