// Opens the register's database: durable before it answers, migrated, and so that what is deleted is overwritten. Main process, API, CLI.

import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  BUSY_TIMEOUT_MS,
  migrate,
  refuseDamaged,
  schemaVersion,
  SQLITE,
  sqliteCode,
  transact as transactPlainly,
} from '#electron/sqlite/database.ts';
import { IdentityFault } from './identity-fault.ts';
import { migrations } from './migrations/index.ts';

/** Throws `IdentityFault`; nothing is ever deleted or replaced to make it open. */
export function openRegister(path: string): DatabaseSync {
  try {
    return open(path);
  } catch (cause) {
    throw identityFault(path, cause);
  }
}

function open(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // For its owner only; SQLite gives its write-ahead log the same rights.
  createPrivate(path);
  const database = new DatabaseSync(path, {
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
  });
  try {
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;',
    );
    refuseNewer(schemaVersion(database), path);
    migrate(database, migrations);
    refuseDamaged(database);
    // Finds a read-only file now, before a person stands at the desk.
    database.exec('BEGIN IMMEDIATE; ROLLBACK;');
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

/** An empty file that only its owner reads, unless there is one already. */
export const createPrivate = (path: string): void => closeSync(openSync(path, 'a', 0o600));

/** All of it or nothing, and nobody else writes meanwhile. A fault of SQLite's comes out as an `IdentityFault`. */
export function transact<T>(database: DatabaseSync, run: () => T): T {
  try {
    return transactPlainly(database, run);
  } catch (cause) {
    throw sqliteCode(cause) === null ? cause : identityFault(database.location() ?? '', cause);
  }
}

const DAMAGE =
  'it is damaged, nobody is recognised, and nothing was changed; keep a copy and put one from backups/ in its place';
/** What to do, by SQLite's code. */
const REMEDIES: ReadonlyMap<unknown, string> = new Map([
  [SQLITE.corrupt, DAMAGE],
  [SQLITE.notADatabase, DAMAGE],
  [SQLITE.busy, 'another process holds it: try again'],
  [SQLITE.full, 'make room on its disk'],
]);

/** What a fault of SQLite or of the file system means to the operator. */
export function identityFault(path: string, cause: unknown): IdentityFault {
  if (cause instanceof IdentityFault) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  const remedy =
    REMEDIES.get(sqliteCode(cause)) ??
    'make the file and its folder readable and writable by this user';
  return new IdentityFault('unusable', `identity ${path}: ${why}; ${remedy}`, { cause });
}

function refuseNewer(version: number, path: string): void {
  if (version <= migrations.length) return;
  throw new IdentityFault(
    'unusable',
    `identity ${path}: written by a newer Gatelight (schema ${version}, this one knows ${migrations.length}); update Gatelight`,
  );
}
