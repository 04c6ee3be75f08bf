// The short form of `npm run kills`, and a window that is killed: whatever dies, nothing that was told is lost, and no door moves
// without a logged grant.

import { execFile } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Browser, PlaywrightWorkerArgs } from '@playwright/test';
import { z } from 'zod';
import { findChromium } from '#electron/appliance/chromium.ts';
import { breachesOf } from './kills/safety.ts';
import { ROOT, type Appliance, type ApplianceOptions } from './support/appliance.ts';
import { fakeCamera } from './support/fake-camera.ts';
import { isLong } from './support/length.ts';
import { childrenOf, chromiumType, familyOf, isAlive } from './support/processes.ts';
import { expect, test } from './support/test.ts';

const run = promisify(execFile);

const report = z.object({
  kills: z.number(),
  decisions: z.number(),
  pulses: z.number(),
  breaches: z.array(z.string()),
  victims: z.array(z.object({ victim: z.string(), n: z.number() })),
});

const KILLS = isLong ? 300 : 12;

test(`after ${KILLS} kills at random moments nothing is lost and no door has moved by itself`, async () => {
  test.setTimeout(KILLS * 20_000);
  // A seed in whose short draw each of the three dies.
  const args = [
    'e2e/kills/index.ts',
    '--json',
    '--lanes',
    '2',
    '--seed',
    '5',
    '--kills',
    `${KILLS}`,
  ];
  const { stdout } = await run(process.execPath, args, { cwd: ROOT });
  const { breaches, victims, ...counts } = report.parse(JSON.parse(stdout));
  expect(breaches).toEqual([]);
  expect(counts.kills).toBe(KILLS);
  expect(victims.filter(({ n }) => n === 0)).toEqual([]);
  // Or there was nothing to lose.
  expect(counts.decisions).toBeGreaterThan(0);
  expect(counts.pulses).toBeGreaterThan(0);
});

test('the search for breaches finds each kind', () => {
  const log = [
    { id: 'a', decision: 'grant' },
    { id: 'b', decision: 'deny' },
  ] as const;
  const found = (acknowledged: readonly string[], moved: readonly string[]): readonly string[] =>
    breachesOf({ acknowledged, log, pulses: moved.map((decisionId) => ({ decisionId })) });
  expect(found(['a', 'b'], ['a'])).toEqual([]);
  expect(found(['a', 'c'], [])).toEqual(['decision c was told and is lost']);
  expect(found([], ['b'])).toEqual(['the door moved for b, of which the log has no grant']);
  expect(found([], ['c'])).toEqual(['the door moved for c, of which the log has no grant']);
  expect(found([], ['a', 'a'])).toEqual(['the door moved again for a']);
});

test('a window that is killed ends its session, and the next one opens by itself', async ({
  appliance,
  playwright,
}, testInfo) => {
  const folder = testInfo.outputPath('data');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), '{"camera": {"allowVirtual": true}}');
  const camera = await fakeCamera('samples/video/mouth-opens.mp4', folder);
  const kiosk = await appliance({
    args: ['--messages', '--unsandboxed'],
    data: folder,
    env: { DISPLAY: ':0', GATELIGHT_CHROMIUM: await headless(folder, camera) },
  });
  const phases = (): number => kiosk.spoken.filter(({ type }) => type === 'phase').length;
  await expect.poll(phases, { timeout: 30_000 }).toBeGreaterThan(0);

  const window = childrenOf(kiosk.process.pid).find((pid) => childrenOf(pid).length > 1);
  expect(window).toBeDefined();
  process.kill(window ?? 0, 'SIGKILL');
  expect(await kiosk.line(/^window: /u)).toMatch(/SIGKILL.*; opening it again/u);
  await expect.poll(() => kiosk.log().length).toBeGreaterThan(0);
  expect(kiosk.log()[0]).toMatchObject({ decision: 'deny', reasons: ['cancelled'] });
  const before = phases();
  // Whoever was before it has had a session and would have to step away; or asks for the next one.
  await using again = await connectTo(playwright, join(folder, 'chromium'));
  await again.contexts()[0]?.pages()[0]?.getByRole('button', { name: 'Start' }).click();
  await expect.poll(phases, { timeout: 30_000 }).toBeGreaterThan(before);
  expect(await kiosk.pulses()).toEqual([]);
});

test('a page that hangs is noticed, and its window is opened again', async ({
  appliance,
}, testInfo) => {
  const kiosk = await appliance(await windowed(testInfo.outputPath('data')));
  await expect.poll(() => pagesOf(kiosk).length, { timeout: 20_000 }).toBeGreaterThan(0);
  // Until it has come up, and said that it has something to show.
  await delay(BEATS_MS);
  const hanging = pagesOf(kiosk);
  for (const page of hanging) process.kill(page, 'SIGSTOP');
  expect(await kiosk.line(/^window: its page/u, 40_000)).toBe('window: its page has stopped');
  await expect
    .poll(() => pagesOf(kiosk).filter((pid) => !hanging.includes(pid)).length, { timeout: 20_000 })
    .toBeGreaterThan(0);
  expect(hanging.filter(isAlive)).toEqual([]);
});

test('a window that outlived its kiosk makes room for the next one’s', async ({
  appliance,
}, testInfo) => {
  const options = await windowed(testInfo.outputPath('data'));
  const killed = await appliance(options);
  await expect.poll(() => pagesOf(killed).length, { timeout: 20_000 }).toBeGreaterThan(0);
  await expect.poll(() => existsLock(options.data)).toBe(true);
  const window = familyOf(killed.process.pid ?? 0).filter((pid) => chromiumType(pid) !== undefined);
  killed.process.kill('SIGKILL');
  await killed.exit;
  expect(window.filter(isAlive)).not.toEqual([]);

  const next = await appliance(options);
  await expect.poll(() => pagesOf(next).length, { timeout: 20_000 }).toBeGreaterThan(0);
  await expect.poll(() => window.filter(isAlive)).toEqual([]);
});

/** A kiosk with a window of its own that nobody sees. */
async function windowed(data: string): Promise<ApplianceOptions & { readonly data: string }> {
  await mkdir(data, { recursive: true });
  const env = { DISPLAY: ':0', GATELIGHT_CHROMIUM: await headless(data, []) };
  return { args: ['--unsandboxed'], data, env };
}

const pagesOf = (kiosk: Appliance): readonly number[] =>
  familyOf(kiosk.process.pid ?? 0).filter((pid) => chromiumType(pid) === 'renderer');

/** The lock is a link to nowhere, by design. */
const existsLock = (data: string): boolean =>
  lstatSync(join(data, 'chromium/SingletonLock'), { throwIfNoEntry: false }) !== undefined;

const BEATS_MS = 3000;

/** The browser that the kiosk opened for itself, by the port that it keeps in its profile; a killed one leaves an old port there. */
async function connectTo(
  { chromium }: PlaywrightWorkerArgs['playwright'],
  profile: string,
): Promise<Browser> {
  for (const end = performance.now() + WINDOW_MS; ; await delay(WINDOW_MS / 50)) {
    try {
      const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

const WINDOW_MS = 15_000;

/** A Chromium that needs no display and has a film for a camera. */
async function headless(folder: string, camera: readonly string[]): Promise<string> {
  const program = join(folder, 'chromium-headless');
  const args = ['--headless=new', '--remote-debugging-port=0', ...camera]
    .map((arg) => `'${arg}'`)
    .join(' ');
  await writeFile(program, `#!/bin/sh\nexec '${findChromium(process.env)}' ${args} "$@"\n`, {
    mode: 0o700,
  });
  return program;
}
