// A window that outlived its kiosk: the main process was killed, Chromium was not, and shows a dead page over everything.
// Main process of the appliance.

import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { killGroup } from './process-group.ts';

/**
 * Kills the Chromium that still holds `profile`, if there is one. By the lock that Chromium keeps there, a link to `host-pid`, and
 * only when that process says on its command line that the profile is its own: numbers come round again. Linux; elsewhere nothing.
 */
export async function closeLeftoverWindow(profile: string): Promise<void> {
  const lock = await readlink(join(profile, 'SingletonLock')).catch(() => '');
  const pid = Number(/-(\d+)$/u.exec(lock)?.[1] ?? Number.NaN);
  if (!Number.isInteger(pid)) return;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (commandLine.split('\0').includes(`--user-data-dir=${profile}`)) killGroup(pid);
}
