import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SessionView } from '#core/protocol/index.ts';
import { runDemo } from './demo-run.ts';

const common = { version: 1, demo: true } as const;
const idle: SessionView = { ...common, phase: 'idle' };
const passive = (progress: number): SessionView => ({
  ...common,
  phase: 'passive',
  hint: null,
  progress,
});
const active = (action: 'BLINK' | 'LOOK LEFT' | null): SessionView => ({
  ...common,
  phase: 'active',
  hint: null,
  challenge: { action, progress: 0, passed: 0, total: 2, timeLeft: 1 },
});
const concluded = (result: 'wait' | 'granted' | 'denied'): SessionView => ({
  ...common,
  phase: 'concluded',
  result,
  advice: null,
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-demo-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const never = new AbortController().signal;

/** A kiosk that shows what the test says; its window's picture is the screen that it shows when the picture is begun. */
function shown(first: SessionView, { timeoutMs = 60_000 } = {}) {
  let view = first;
  let listener: ((view: SessionView) => void) | undefined;
  let begun = 0;
  let developed = Promise.resolve();
  const lines: string[] = [];
  const exit = runDemo(
    {
      kiosk: {
        onView(listen) {
          listener = listen;
          listen(view);
          return () => (listener = undefined);
        },
      },
      async capture() {
        begun += 1;
        const bytes = Buffer.from(JSON.stringify(view));
        await developed;
        return bytes;
      },
      folder,
      timeoutMs,
      print: (line) => lines.push(line),
    },
    never,
  );
  return {
    exit,
    lines,
    show: (next: SessionView): void => {
      view = next;
      listener?.(next);
    },
    pictured: async (screen: string): Promise<void> => {
      await expect.poll(() => lines.join()).toContain(`-${screen}.png`);
    },
    /** Pictures take until the returned function is called. */
    slowly: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      developed = promise;
      return resolve;
    },
    begun: () => begun,
  };
}

test('every screen of a session has its picture, in order, and a grant is a success', async () => {
  const { exit, show, pictured } = shown(idle);
  await pictured('idle');
  for (const [view, screen] of [
    [passive(0), 'passive'],
    [passive(0.5), 'passive'],
    [active('BLINK'), 'active-blink'],
    [active(null), 'active-look-ahead'],
    [active('LOOK LEFT'), 'active-look-left'],
  ] as const) {
    show(view);
    await pictured(screen);
  }
  show(concluded('wait'));
  show(concluded('granted'));
  expect(await exit).toBe(0);
  expect((await readdir(folder)).toSorted()).toEqual([
    '1-idle.png',
    '2-passive.png',
    '3-active-blink.png',
    '4-active-look-ahead.png',
    '5-active-look-left.png',
    '6-concluded-granted.png',
  ]);
  expect(JSON.parse(await readFile(join(folder, '2-passive.png'), 'utf8'))).toEqual(passive(0));
});

test('a denial and a kiosk that is not ready are not successes, and differ', async () => {
  const denied = shown(idle);
  denied.show(concluded('denied'));
  expect(await denied.exit).toBe(1);
  const broken = shown({ ...common, phase: 'not-ready', fault: 'models-missing' });
  expect(await broken.exit).toBe(3);
});

test('a demo that comes to no result says so and fails', async () => {
  const { exit, lines } = shown(idle, { timeoutMs: 30 });
  expect(await exit).toBe(2);
  expect(lines.at(-1)).toBe('demo: no result within 0.03 s');
});

test('a screen that went while its picture was taken lends its name to no other', async () => {
  const { exit, show, pictured, slowly, begun } = shown(idle);
  await pictured('idle');
  const develop = slowly();
  show(passive(0));
  await expect.poll(begun).toBe(2);
  show(active('BLINK'));
  develop();
  await pictured('active-blink');
  show(concluded('granted'));
  expect(await exit).toBe(0);
  expect((await readdir(folder)).toSorted()).toEqual([
    '1-idle.png',
    '2-active-blink.png',
    '3-concluded-granted.png',
  ]);
});

test('pictures of the demo before are gone, and nothing else is', async () => {
  await writeFile(join(folder, '9-old.png'), 'old');
  await writeFile(join(folder, 'decisions.sqlite'), 'log');
  const { exit, show } = shown(idle);
  show(concluded('granted'));
  await exit;
  const names = await readdir(folder);
  expect(names).not.toContain('9-old.png');
  expect(names).toContain('decisions.sqlite');
});
