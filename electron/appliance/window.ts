// Keeps the kiosk's window open: starts Chromium, starts it again when it ends, gives up when that does not help.
// Main process of the appliance.

import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { createPatience, type Pace } from '#electron/main/patience.ts';
import { HAS_GROUPS, killGroup } from './process-group.ts';

export interface WindowSupervision {
  readonly program: string;
  /** Called before every start, since each window needs a token of its own. */
  readonly prepare: () => Promise<readonly string[]>;
  /** Called after every start; its file descriptors 3 and 4 are pipes, which nothing but this process holds. */
  readonly onOpen?: (browser: ChildProcess) => void;
  /** Whether a window that ended is opened again. */
  readonly reopens: boolean;
  readonly pace: Pace;
  /** How long Chromium may take to end before it is killed. */
  readonly graceMs: number;
  readonly print: (line: string) => void;
}

/** Resolves when the window is shut for good: the signal fired, it is not to be opened again, or opening it is no use. */
export async function keepWindowOpen(
  options: WindowSupervision,
  signal: AbortSignal,
): Promise<'shut' | 'gave-up'> {
  const patience = createPatience(options.pace);
  for (;;) {
    const openedAt = performance.now();
    const how = await runWindow(options, signal);
    if (signal.aborted || !options.reopens) return 'shut';
    const pauseMs = patience.afterLifeOf(performance.now() - openedAt);
    if (pauseMs === null) {
      options.print(`window: ${how}, again and again`);
      return 'gave-up';
    }
    options.print(`window: ${how}; opening it again in ${pauseMs} ms`);
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return 'shut';
  }
}

/** One life of the window. Resolves with how it ended, after the process is gone. */
async function runWindow(options: WindowSupervision, signal: AbortSignal): Promise<string> {
  const args = await options.prepare();
  if (signal.aborted) return 'not opened';
  const browser = spawn(options.program, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that none of its processes outlives it: one that hangs does not notice by itself.
    detached: HAS_GROUPS,
  });
  const complaints = lastWords(browser);
  const gone = new Promise<string>((resolve) => {
    browser.on('error', (error) => resolve(error.message));
    browser.on('exit', (code, name) => resolve(`Chromium ended with ${name ?? code ?? 'nothing'}`));
  });
  const stop = (): void => end(browser, options.graceMs);
  signal.addEventListener('abort', stop, { once: true });
  options.onOpen?.(browser);
  const how = await gone;
  signal.removeEventListener('abort', stop);
  killGroup(browser.pid);
  return browser.exitCode === 0 ? how : `${how}${complaints()}`;
}

function end(browser: ChildProcess, graceMs: number): void {
  browser.kill('SIGTERM');
  const timer = setTimeout(() => killGroup(browser.pid), graceMs);
  browser.once('exit', () => clearTimeout(timer));
}

const LONGEST_COMPLAINT = 300;

/** The last line that Chromium wrote on stderr: what to tell the operator when it would not start. */
function lastWords(browser: ChildProcess): () => string {
  let last = '';
  browser.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    last = chunk.trim().split('\n').at(-1) ?? last;
  });
  return () => (last === '' ? '' : ` (${last.slice(-LONGEST_COMPLAINT)})`);
}
