// Copies of the register that we made ourselves: encrypted as it is, and reached by deletions. Main process, API, CLI.

import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BUSY_TIMEOUT_MS } from '#electron/sqlite/database.ts';
import { createPrivate, transact } from './database.ts';

export interface Backups {
  /** Its path. */
  readonly write: (nowMs: number) => string;
  /** Removes faces from every copy. One line for each copy that could not be written. */
  readonly erase: (faceIds: readonly string[]) => readonly string[];
}

const NAME = /^identity-.*\.sqlite$/u;

export function createBackups(database: DatabaseSync, folder: string): Backups {
  return {
    write(nowMs) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = free(folder, `identity-${new Date(nowMs).toISOString().replaceAll(':', '-')}`);
      // SQLite fills an empty file, and leaves its rights as they are.
      createPrivate(path);
      database.prepare('VACUUM INTO ?').run(path);
      return path;
    },
    erase: (faceIds) =>
      copiesIn(folder).flatMap((path) => {
        try {
          eraseIn(path, faceIds);
          return [];
        } catch (cause) {
          const why = cause instanceof Error ? cause.message : String(cause);
          return [`backup ${path}: ${why}; what was deleted may still be in it: delete the file`];
        }
      }),
  };
}

function free(folder: string, name: string): string {
  const taken = new Set(copiesIn(folder));
  for (let i = 1; ; i += 1) {
    const path = join(folder, `${name}${i === 1 ? '' : `-${i}`}.sqlite`);
    if (!taken.has(path)) return path;
  }
}

function copiesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .map((name) => join(folder, name));
  } catch {
    // None was ever made.
    return [];
  }
}

function eraseIn(path: string, faceIds: readonly string[]): void {
  using copy = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  copy.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  const remove = copy.prepare('DELETE FROM faces WHERE id = ?');
  transact(copy, () => {
    for (const id of faceIds) remove.run(id);
  });
}
