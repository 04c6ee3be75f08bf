// Opens the decision log's database: durable before it answers, migrated, never newer than this program. Main process, CLI.

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrations } from './migrations/index.ts';

/** Another process may hold the database for a moment; longer than this is a fault. */
const BUSY_TIMEOUT_MS = 2000;

/** The log cannot be used. The message is one line with the file and what to do. */
export class LogFault extends Error {
  override readonly name = 'LogFault';
}

/** Opens (and creates) the log at `path`. Throws `LogFault`; nothing is ever deleted or replaced to make it open. */
export function openForAppend(path: string): DatabaseSync {
  return opened(path, () => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    // An acknowledged decision survives a power cut: WAL alone would only survive a crash of the program.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    migrate(database, path);
    // Finds a read-only file now, before a person stands at the door.
    database.exec('BEGIN IMMEDIATE; ROLLBACK;');
    return database;
  });
}

/** Opens an existing log for reading. Throws `LogFault`. */
export function openForReading(path: string): DatabaseSync {
  return opened(path, () => {
    const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    refuseNewer(schemaVersion(database), path);
    return database;
  });
}

function opened(path: string, open: () => DatabaseSync): DatabaseSync {
  try {
    return open();
  } catch (cause) {
    if (cause instanceof LogFault) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LogFault(
      `decision log ${path}: ${why}; make the file and its folder readable and writable by this user`,
      { cause },
    );
  }
}

function migrate(database: DatabaseSync, path: string): void {
  const version = schemaVersion(database);
  refuseNewer(version, path);
  migrations.slice(version).forEach((sql, i) => {
    database.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${version + i + 1}; COMMIT;`);
  });
}

function refuseNewer(version: number, path: string): void {
  if (version <= migrations.length) return;
  throw new LogFault(
    `decision log ${path}: written by a newer Gatelight (schema ${version}, this one knows ${migrations.length}); update Gatelight`,
  );
}

function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}
