// The short form of `npm run attacks`: every attack of the battery once, and the bona fide subjects beside them a few times.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { ROOT } from './support/appliance.ts';
import { expect, test } from './support/test.ts';

const run = promisify(execFile);

const rate = z.tuple([z.number(), z.number(), z.number()]);
const attackLine = z.object({
  attack: z.string(),
  species: z.string(),
  n: z.literal(1),
  granted: z.number(),
  apcer: rate,
  open: z.boolean(),
});
const lastLine = z.object({
  simulated: z.object({ n: z.literal(3), denied: rate }),
  recorded: z.object({ n: z.literal(3), refused: rate }),
  decisionMs: z.object({ p50: z.number(), p95: z.number() }),
});

test('no attack of the battery is let in that is not known to pass, and the simulated subject is', async () => {
  test.setTimeout(420_000);
  const args = ['--json', '--seeds', '1', '--bona-fide-seeds', '3'];
  // Fails where a session replays to another end than its own, or the door disagrees with the decision.
  const { stdout } = await run(process.execPath, ['e2e/attacks/index.ts', ...args], { cwd: ROOT });
  const lines: unknown[] = stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  const attacks = lines.slice(0, -1).map((line) => attackLine.parse(line));
  expect(attacks.length).toBeGreaterThanOrEqual(20);
  expect(attacks.filter(({ open, granted }) => !open && granted > 0)).toEqual([]);
  expect(lastLine.parse(lines.at(-1)).simulated.denied[0]).toBe(0);
});
