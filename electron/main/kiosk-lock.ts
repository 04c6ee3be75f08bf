// One kiosk for one data folder: two of them would share a log, a door and a camera. Main process.

import { DatabaseSync } from 'node:sqlite';

export type KioskLock =
  | { readonly kind: 'held'; readonly release: () => void }
  | { readonly kind: 'taken' }
  /** The folder takes no lock file, so it takes no log either. */
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/**
 * Takes an exclusive lock on a file without waiting for it. SQLite is used for its lock only: the operating system
 * lets go of it when the process ends, however it ends, so that no stale lock file can keep a kiosk from starting.
 */
export function takeKioskLock(file: string): KioskLock {
  try {
    const database = new DatabaseSync(file, { timeout: 0 });
    try {
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      throw error;
    }
    return { kind: 'held', release: () => database.close() };
  } catch (cause) {
    return isBusy(cause) ? { kind: 'taken' } : { kind: 'unavailable', cause };
  }
}

const SQLITE_BUSY = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
