// Watches a demo to its end: one picture of each screen, one exit code. Main process of either host.

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionView } from '#core/protocol/index.ts';
import type { Kiosk } from '#electron/session/kiosk.ts';

export interface DemoRunOptions {
  readonly kiosk: Pick<Kiosk, 'onView'>;
  /** A PNG of what the window shows, once it shows anything. */
  readonly capture: (signal: AbortSignal) => Promise<Uint8Array>;
  /** Where the pictures go; those of the demo before it are removed. */
  readonly folder: string;
  readonly timeoutMs: number;
  readonly print: (line: string) => void;
}

export const DEMO_TIMEOUT_MS = 90_000;

/** The demo's exit codes: those of `gatelight session`. */
const EXIT = { granted: 0, denied: 1, unfinished: 2, notReady: 3 } as const;

/** Resolves with the exit code when the session's result was shown and pictured, or the time is over. */
export async function runDemo(options: DemoRunOptions, signal: AbortSignal): Promise<number> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const over = AbortSignal.any([signal, deadline]);
  await clearPictures(options.folder);

  const album = createAlbum(options, over);
  const end = Promise.withResolvers<number>();
  const forget = options.kiosk.onView((view) => {
    album.add(screenName(view));
    const code = exitCode(view);
    if (code !== null) end.resolve(code);
  });
  const stop = (): void => end.resolve(EXIT.unfinished);
  over.addEventListener('abort', stop, { once: true });
  const code = await end.promise;
  forget();
  await album.complete();
  over.removeEventListener('abort', stop);
  if (deadline.aborted) options.print(`demo: no result within ${options.timeoutMs / 1000} s`);
  return code;
}

async function clearPictures(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  const pictures = names.filter((name) => name.endsWith('.png'));
  await Promise.all(pictures.map((name) => rm(join(folder, name))));
}

/** The name of a screen's picture; null for a moment that is no screen of its own. */
function screenName(view: SessionView): string | null {
  switch (view.phase) {
    case 'active': {
      const action = view.challenge.action ?? 'look ahead';
      return `active-${action.toLowerCase().replaceAll(' ', '-')}`;
    }
    case 'concluded':
      return view.result === 'wait' ? null : `concluded-${view.result}`;
    case 'starting':
    case 'not-ready':
    case 'idle':
    case 'positioning':
    case 'passive':
      return view.phase;
  }
}

function exitCode(view: SessionView): number | null {
  if (view.phase === 'not-ready') return EXIT.notReady;
  if (view.phase !== 'concluded' || view.result === 'wait') return null;
  return view.result === 'granted' ? EXIT.granted : EXIT.denied;
}

/** Pictures each screen once, one after the other; a screen that went before its picture was taken has its turn when it comes again. */
function createAlbum({ capture, folder, print }: DemoRunOptions, signal: AbortSignal) {
  const taken = new Set<string>();
  let work: Promise<void> = Promise.resolve();
  let latest: string | null = null;

  async function picture(name: string): Promise<void> {
    if (latest !== name || taken.has(name)) return;
    try {
      const image = await capture(signal);
      if (latest !== name) return;
      taken.add(name);
      const file = join(folder, `${taken.size}-${name}.png`);
      await writeFile(file, image);
      print(`demo: ${file}`);
    } catch (error) {
      print(`demo: no picture of ${name}: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }

  return {
    add(name: string | null): void {
      const before = latest;
      latest = name;
      if (name !== null && name !== before) work = work.then(() => picture(name));
    },
    complete: () => work,
  };
}
