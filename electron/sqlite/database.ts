// What every database of the kiosk is opened and changed by: transactions, numbered schemas, and what SQLite's codes mean. Main process, API, CLI.

import type { DatabaseSync } from 'node:sqlite';

/** Another process may hold a database for a moment; longer than this is a fault. */
export const BUSY_TIMEOUT_MS = 2000;

/** Primary result codes of SQLite, as `errcode` of what `node:sqlite` throws. */
export const SQLITE = { busy: 5, corrupt: 11, full: 13, notADatabase: 26 } as const;

/** Null for what is no fault of SQLite's. */
export const sqliteCode = (cause: unknown): unknown =>
  cause instanceof Error && 'errcode' in cause ? cause.errcode : null;

export const isDamage = (cause: unknown): boolean =>
  [SQLITE.corrupt, SQLITE.notADatabase].some((code) => code === sqliteCode(cause));

/** All of it or nothing, and nobody else writes meanwhile. */
export function transact<T>(database: DatabaseSync, run: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = run();
    database.exec('COMMIT');
    return result;
  } catch (cause) {
    // A full disk ends the transaction by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw cause;
  }
}

/** How many of its migrations a database has had; 0 for a new one. */
export const schemaVersion = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);

export type Migration = string | ((database: DatabaseSync) => void);

/** Brings an older database up, one transaction a migration. A newer one is the caller's to refuse first. */
export function migrate(database: DatabaseSync, migrations: readonly Migration[]): void {
  while (schemaVersion(database) < migrations.length) {
    // Asked again inside: another process may have been at it.
    transact(database, () => {
      const version = schemaVersion(database);
      const migration = migrations[version];
      if (migration === undefined) return;
      if (typeof migration === 'string') database.exec(migration);
      else migration(database);
      database.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}

/** Looks at every page. Throws an error of code `SQLITE.corrupt`. */
export function refuseDamaged(database: DatabaseSync): void {
  const word = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (word === 'ok') return;
  throw Object.assign(new Error(String(word).replaceAll('\n', ' ')), { errcode: SQLITE.corrupt });
}
