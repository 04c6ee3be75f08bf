// Deletes a person's name beside the chain, which goes on to verify: it covers salted digests. Main process, CLI.

import type { DatabaseSync } from 'node:sqlite';

export interface Erasure {
  /** Beside how many entries this very name lies. */
  readonly count: (name: string) => number;
  /** Inside the caller's transaction: the name, and the salt without which its digest is nobody's. */
  readonly erase: (name: string) => void;
  /** After the transaction: overwrites what the write-ahead log still has. False where another process is reading it. */
  readonly scrub: () => boolean;
}

export function createErasure(database: DatabaseSync): Erasure {
  // What is deleted is overwritten with zeros, and not only forgotten.
  database.exec('PRAGMA secure_delete = ON');
  const count = database.prepare(
    'SELECT count(DISTINCT sequence) AS n FROM personal WHERE value = ?',
  );
  const erase = database.prepare('DELETE FROM personal WHERE value = ?');
  return {
    count: (name) => Number(count.get(name)?.['n'] ?? 0),
    erase: (name) => void erase.run(name),
    scrub: () => database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0,
  };
}
