// The kiosk's one window: its private folder, its token, its life. Main process of the appliance.

import type { ChildProcess } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Heartbeat } from '#electron/main/heartbeat.ts';
import { WINDOW_PACE } from '#electron/main/patience.ts';
import { chromiumArguments, writeProfile } from './chromium.ts';
import { commandPipe, type SendCommand } from './devtools.ts';
import { closeLeftoverWindow } from './leftover-window.ts';
import { writeLauncher } from './login-page.ts';
import { killGroup } from './process-group.ts';
import { createScreenshots } from './screenshot.ts';
import type { KioskServer } from './server.ts';
import { lockWindow } from './window-lock.ts';
import type { WindowPlan } from './window-plan.ts';
import { keepWindowOpen } from './window.ts';

export interface KioskWindowOptions {
  /** Null leaves it to whoever may read the launcher file to open the page. */
  readonly plan: WindowPlan | null;
  readonly data: string;
  readonly server: Pick<KioskServer, 'origin' | 'issueToken'>;
  readonly heartbeat: Pick<Heartbeat, 'expectPage'>;
  /** A demo's window is pictured, and is not opened again when it was shut. */
  readonly demo: boolean;
  readonly print: (line: string) => void;
}

export interface KioskWindow extends AsyncDisposable {
  /** A PNG of what it shows; of a demo's window only. */
  readonly capture: (signal: AbortSignal) => Promise<Uint8Array>;
  /** Resolves when it is shut for good: by us, by its user, or because it would not open. */
  readonly ended: Promise<'shut' | 'gave-up'>;
}

const GRACE_MS = 3000;

export async function openKioskWindow(options: KioskWindowOptions): Promise<KioskWindow> {
  const { plan, server, heartbeat, demo, print } = options;
  const folder = await privateFolder(options.data);
  const launcher = join(folder.path, 'launch.html');
  const profile = join(folder.path, 'chromium');
  const closing = new AbortController();
  const commands = Promise.withResolvers<SendCommand>();
  const ended =
    plan === null
      ? waitForVisitor()
      : keepWindowOpen(
          {
            program: plan.program,
            prepare: () => prepare(plan),
            onOpen: (browser: ChildProcess) => {
              const pipe = commandPipe(browser);
              const endIt = (why: string): void => {
                // It ends by itself when the kiosk does.
                if (closing.signal.aborted || browser.exitCode !== null) return;
                print(`window: ${why}`);
                killGroup(browser.pid);
              };
              const lock = { origin: server.origin, launcher, onLost: endIt };
              void lockWindow(pipe, lock).then(() => commands.resolve(pipe.send));
              heartbeat.expectPage(() => endIt('its page has stopped'));
            },
            reopens: !demo,
            pace: WINDOW_PACE,
            graceMs: GRACE_MS,
            print,
          },
          closing.signal,
        );

  async function prepare({ headless, sandboxed }: WindowPlan): Promise<readonly string[]> {
    await closeLeftoverWindow(profile);
    // A window that was killed leaves locks and a "restore pages?" behind; a kiosk has nothing to restore.
    await rm(profile, { recursive: true, force: true });
    await writeProfile(profile, server.origin);
    await writeLauncher(launcher, server.origin, server.issueToken());
    return chromiumArguments({ profile, launcher, headless, sandboxed });
  }

  async function waitForVisitor(): Promise<'shut'> {
    await writeLauncher(launcher, server.origin, server.issueToken());
    print(`launcher: ${launcher}`);
    const { promise, resolve } = Promise.withResolvers<'shut'>();
    closing.signal.addEventListener('abort', () => resolve('shut'), { once: true });
    return promise;
  }

  return {
    capture: createScreenshots(commands.promise, server.origin),
    ended,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await ended;
      await rm(launcher, { force: true });
      // Nothing that a browser remembers outlives the kiosk. Its helpers may still be writing their last.
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      await folder.remove();
    },
  };
}

/** The data folder, or a temporary one where that takes no files: a kiosk that cannot log must still be able to say so. */
async function privateFolder(data: string): Promise<{ path: string; remove: () => Promise<void> }> {
  try {
    await mkdir(data, { recursive: true, mode: 0o700 });
    await access(data, constants.W_OK);
    return { path: data, remove: async () => undefined };
  } catch {
    const path = await mkdtemp(join(tmpdir(), 'gatelight-'));
    return { path, remove: () => rm(path, { recursive: true, force: true }) };
  }
}
