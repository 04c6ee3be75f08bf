// A data folder for one kiosk alone, made where there is none. Main process of either host.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { takeKioskLock, type KioskLock } from './kiosk-lock.ts';

/** A folder that cannot even be made is left to the log to complain about: one fault, one line. */
export async function lockFolder(data: string): Promise<KioskLock> {
  await mkdir(data, { recursive: true, mode: 0o700 }).catch(() => undefined);
  return takeKioskLock(join(data, 'kiosk.lock'));
}
