// The demo as a visitor runs it: one command, its own window, pictures, messages, an exit code.

import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './support/appliance.ts';
import { messagesOf, turningPoints } from './support/story.ts';
import { expect, test } from './support/test.ts';

const PICTURES = join(ROOT, 'dist/demo');
const PNG = '89504e470d0a1a0a';

test('one session runs by itself, is told on stdout, pictured, logged, and ends in a grant', async ({
  appliance,
}) => {
  const demo = await appliance({ args: ['--demo', '--seed', '2'] });
  const { messages, decisionId } = await demo.session();
  expect(await demo.exit).toBe(0);

  expect(turningPoints(messages).join()).toMatch(
    /^(passive,)+active,start ([A-Z ]+),passed \2,start ([A-Z ]+),passed \3,REAL$/u,
  );
  // The id is the last thing that is said, and the log has it.
  expect(demo.spoken.at(-1)).toEqual({ type: 'decision', id: decisionId });
  expect(demo.log()).toMatchObject([{ id: decisionId, decision: 'grant', host: 'demo' }]);
  expect((await demo.pulses()).map((pulse) => pulse.decisionId)).toEqual([decisionId]);

  const names = await readdir(PICTURES);
  const screens = names.filter((name) => name.endsWith('.png')).map((name) => name.slice(2, -4));
  const actions = messagesOf(messages, 'challenge_start').map(
    ({ action }) => `active-${action.toLowerCase().replace(' ', '-')}`,
  );
  expect(screens).toEqual(
    expect.arrayContaining(['idle', 'positioning', 'passive', ...actions, 'concluded-granted']),
  );
  for (const name of names.filter((file) => file.endsWith('.png'))) {
    const png = await readFile(join(PICTURES, name));
    expect(png.subarray(0, 8).toString('hex')).toBe(PNG);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, expect.any(Number)]);
  }
});

test('a demo whose subject does the opposite ends in a denial, and says so by its exit code', async ({
  appliance,
}) => {
  const demo = await appliance({ args: ['--demo', '--behaviour', 'does-the-opposite'] });
  await demo.session();
  expect(await demo.exit).toBe(1);
  expect(await demo.pulses()).toEqual([]);
  expect(await readdir(PICTURES)).toContainEqual(expect.stringMatching(/concluded-denied\.png$/u));
});

test('a demo that is stopped ends its window and its worker', async ({ appliance }) => {
  const demo = await appliance({ args: ['--demo'] });
  await expect.poll(() => demo.spoken.length, { timeout: 30_000 }).toBeGreaterThan(0);
  demo.process.kill('SIGTERM');
  await demo.exit;
  const left = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout;
  expect(left).not.toContain(demo.data);
  expect(await demo.pulses()).toEqual([]);
});
