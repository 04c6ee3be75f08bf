import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { keepWindowOpen, type WindowSupervision } from './window.ts';

/** A process of ours in the browser's place: it does what the script says. */
function windowThat(script: string, options: Partial<WindowSupervision> = {}) {
  const lines: string[] = [];
  const opened: ChildProcess[] = [];
  const supervision: WindowSupervision = {
    program: process.execPath,
    prepare: async () => ['--eval', script],
    onOpen: (browser) => opened.push(browser),
    reopens: true,
    pace: { firstPauseMs: 1, longestPauseMs: 5, stableMs: 60_000, attempts: 3 },
    graceMs: 200,
    print: (line) => lines.push(line),
    ...options,
  };
  return { supervision, lines, opened };
}

const never = new AbortController().signal;
const STAYS = 'console.error("up"); setInterval(() => {}, 1000)';

test('a window that cannot start is opened again a few times, then given up with what it said', async () => {
  const { supervision, lines, opened } = windowThat('console.error("no display"); process.exit(1)');
  expect(await keepWindowOpen(supervision, never)).toBe('gave-up');
  expect(opened).toHaveLength(3);
  expect(lines).toHaveLength(3);
  expect(lines.at(-1)).toBe('window: Chromium ended with 1 (no display), again and again');
});

test('a program that is not there is given up in the same way', async () => {
  const { supervision, lines } = windowThat('', { program: '/nowhere/chromium' });
  expect(await keepWindowOpen(supervision, never)).toBe('gave-up');
  expect(lines.at(-1)).toContain('ENOENT');
});

test('every window gets arguments of its own, since a token works once', async () => {
  let prepared = 0;
  const { supervision } = windowThat('', {
    prepare: async () => {
      prepared += 1;
      return ['--eval', 'process.exit(1)'];
    },
  });
  await keepWindowOpen(supervision, never);
  expect(prepared).toBe(3);
});

test('the demo’s window is not opened again', async () => {
  const { supervision, opened } = windowThat('', { reopens: false });
  expect(await keepWindowOpen(supervision, never)).toBe('shut');
  expect(opened).toHaveLength(1);
});

test('a kiosk that ends takes its window with it', async () => {
  const { supervision, opened } = windowThat(STAYS);
  const stop = new AbortController();
  const shut = keepWindowOpen(supervision, stop.signal);
  await expect.poll(() => opened.length).toBe(1);
  stop.abort();
  expect(await shut).toBe('shut');
  expect(opened[0]?.signalCode).toBe('SIGTERM');
});

test('a window that does not want to end is killed', async () => {
  const { supervision, opened } = windowThat(`process.on('SIGTERM', () => {}); ${STAYS}`);
  const stop = new AbortController();
  const shut = keepWindowOpen(supervision, stop.signal);
  await expect.poll(() => opened.length).toBe(1);
  await new Promise((resolve) => {
    opened[0]?.stderr?.once('data', resolve);
  });
  stop.abort();
  expect(await shut).toBe('shut');
  expect(opened[0]?.signalCode).toBe('SIGKILL');
});

test('a kiosk that ends while it waits to open a window opens none', async () => {
  const { supervision, opened } = windowThat('process.exit(1)', {
    pace: { firstPauseMs: 60_000, longestPauseMs: 60_000, stableMs: 60_000, attempts: 3 },
  });
  const stop = new AbortController();
  const shut = keepWindowOpen(supervision, stop.signal);
  await expect.poll(() => opened[0]?.exitCode).toBe(1);
  await delay(20);
  stop.abort();
  expect(await shut).toBe('shut');
  expect(opened).toHaveLength(1);
});
