// Opens the decision log's database: durable before it answers, migrated, never newer than this program. Main process, CLI.

import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  BUSY_TIMEOUT_MS,
  isDamage,
  migrate,
  refuseDamaged,
  schemaVersion,
  sqliteCode,
} from '#electron/sqlite/database.ts';
import { LogFault } from './log-fault.ts';
import { migrations } from './migrations/index.ts';

export { LogFault } from './log-fault.ts';

/** Opens (and creates) the log at `path`. Throws `LogFault`; nothing is ever deleted or replaced to make it open. */
export function openForAppend(path: string): DatabaseSync {
  return opened(path, () => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    // An acknowledged decision survives a power cut: WAL alone would only survive a crash of the program.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    refuseNewer(schemaVersion(database), path);
    migrate(database, migrations);
    if (statSync(path).size <= QUICK_CHECK_BYTES) refuseDamaged(database);
    // Finds a read-only file now, before a person stands at the door.
    database.exec('BEGIN IMMEDIATE; ROLLBACK;');
    return database;
  });
}

/** Opens an existing log for reading. Throws `LogFault`. */
export function openForReading(path: string): DatabaseSync {
  return opened(path, () => {
    const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    const version = schemaVersion(database);
    refuseNewer(version, path);
    if (version < migrations.length) {
      database.close();
      throw new LogFault(
        `decision log ${path}: written by an older Gatelight; run once: gatelight doctor`,
      );
    }
    return database;
  });
}

function opened(path: string, open: () => DatabaseSync): DatabaseSync {
  try {
    return open();
  } catch (cause) {
    throw logFault(path, cause);
  }
}

/** What a fault of SQLite or of the file system means to the operator. */
export function logFault(path: string, cause: unknown): LogFault {
  if (cause instanceof LogFault) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  const remedy = isDamage(cause)
    ? 'it is damaged and takes no entries, and nothing was changed; keep a copy, read what can be read with gatelight log list, and put a backup back'
    : 'make the file and its folder readable and writable by this user';
  return new LogFault(`decision log ${path}: ${why}; ${remedy}`, { cause });
}

/** The same, of SQLite's faults only: anything else that is thrown while the log is read is a bug. */
export const readFault = (path: string, cause: unknown): unknown =>
  sqliteCode(cause) === null ? cause : logFault(path, cause);

/** A page of the log that is damaged throws a `LogFault`, as the file that does. */
export function* reading<T>(path: string, items: Iterable<T>): Generator<T> {
  try {
    yield* items;
  } catch (cause) {
    throw readFault(path, cause);
  }
}

/** Above it, looking at every page would keep a door waiting at each start; doctor and verify do it. */
const QUICK_CHECK_BYTES = 64 * 2 ** 20;

function refuseNewer(version: number, path: string): void {
  if (version <= migrations.length) return;
  throw new LogFault(
    `decision log ${path}: written by a newer Gatelight (schema ${version}, this one knows ${migrations.length}); update Gatelight`,
  );
}
