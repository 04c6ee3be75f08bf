// Opens the database of badges and PINs: for its owner only, durable before it answers, never replaced. Main process, CLI.

import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  BUSY_TIMEOUT_MS,
  isDamage,
  migrate,
  refuseDamaged,
  schemaVersion,
} from '#electron/sqlite/database.ts';
import { CredentialsFault } from './credentials-fault.ts';

const MIGRATIONS = [
  `
CREATE TABLE key_check (one INTEGER PRIMARY KEY CHECK (one = 1), tag BLOB NOT NULL) STRICT;
CREATE TABLE credentials (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('badge', 'pin')),
  digest BLOB NOT NULL UNIQUE,
  holder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT,
  disabled INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Wrong ones in a row, by kind: a restart forgets none of them.
CREATE TABLE failures (kind TEXT PRIMARY KEY, count INTEGER NOT NULL, last_ms REAL NOT NULL) STRICT;
`,
];

/** Throws `CredentialsFault`. */
export function openDatabase(path: string): DatabaseSync {
  try {
    return open(path);
  } catch (cause) {
    throw credentialsFault(path, cause);
  }
}

function open(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // SQLite gives its write-ahead log the same rights.
  closeSync(openSync(path, 'a', 0o600));
  refuseShared(path);
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;',
    );
    refuseNewer(schemaVersion(database), path);
    migrate(database, MIGRATIONS);
    refuseDamaged(database);
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

/** What a fault of SQLite or of the file system means to the operator. */
export function credentialsFault(path: string, cause: unknown): CredentialsFault {
  if (cause instanceof CredentialsFault) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  const remedy = isDamage(cause)
    ? 'it is damaged, and nothing was changed; keep a copy, move it away and add badges and PINs anew'
    : 'make the file and its folder readable and writable by this user';
  return new CredentialsFault(`credentials ${path}: ${why}; ${remedy}`, { cause });
}

const OTHERS = 0o077;

/** Whoever else can write it can give another person's badge their own name. */
function refuseShared(path: string): void {
  // Windows keeps rights elsewhere; the mode says nothing there.
  if (process.platform === 'win32' || (statSync(path).mode & OTHERS) === 0) return;
  throw new CredentialsFault(
    `credentials ${path}: others may read or write it; look whether somebody did, then run: chmod 600 ${path}`,
  );
}

function refuseNewer(version: number, path: string): void {
  if (version <= MIGRATIONS.length) return;
  throw new CredentialsFault(
    `credentials ${path}: written by a newer Gatelight (schema ${version}, this one knows ${MIGRATIONS.length}); update Gatelight`,
  );
}
