// Opens the register's database: durable before it answers, migrated, and so that what is deleted is overwritten. Main process, API, CLI.

import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { IdentityFault } from './identity-fault.ts';
import { migrations } from './migrations/index.ts';

/** Another process may hold the database for a moment; longer than this is a fault. */
export const BUSY_TIMEOUT_MS = 2000;

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
    migrate(database, path);
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
    database.exec('BEGIN IMMEDIATE');
    const result = run();
    database.exec('COMMIT');
    return result;
  } catch (cause) {
    // A full disk ends the transaction by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw cause instanceof Error && 'errcode' in cause
      ? identityFault(database.location() ?? '', cause)
      : cause;
  }
}

const DAMAGED = 11;
const NO_DATABASE = 26;
const BUSY = 5;
const FULL = 13;

const DAMAGE =
  'it is damaged, nobody is recognised, and nothing was changed; keep a copy and put one from backups/ in its place';
/** What to do, by SQLite's code. */
const REMEDIES: ReadonlyMap<unknown, string> = new Map([
  [DAMAGED, DAMAGE],
  [NO_DATABASE, DAMAGE],
  [BUSY, 'another process holds it: try again'],
  [FULL, 'make room on its disk'],
]);

/** What a fault of SQLite or of the file system means to the operator. */
export function identityFault(path: string, cause: unknown): IdentityFault {
  if (cause instanceof IdentityFault) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof Error && 'errcode' in cause ? cause.errcode : null;
  const remedy =
    REMEDIES.get(code) ?? 'make the file and its folder readable and writable by this user';
  return new IdentityFault('unusable', `identity ${path}: ${why}; ${remedy}`, { cause });
}

function refuseDamaged(database: DatabaseSync): void {
  const word = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (word === 'ok') return;
  throw Object.assign(new Error(String(word).replaceAll('\n', ' ')), { errcode: DAMAGED });
}

function migrate(database: DatabaseSync, path: string): void {
  refuseNewer(schemaVersion(database), path);
  while (schemaVersion(database) < migrations.length) {
    // Asked again inside: another process may have been at it.
    transact(database, () => {
      const version = schemaVersion(database);
      const migration = migrations[version];
      if (migration === undefined) return;
      database.exec(migration);
      database.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}

function refuseNewer(version: number, path: string): void {
  if (version <= migrations.length) return;
  throw new IdentityFault(
    'unusable',
    `identity ${path}: written by a newer Gatelight (schema ${version}, this one knows ${migrations.length}); update Gatelight`,
  );
}

function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}
