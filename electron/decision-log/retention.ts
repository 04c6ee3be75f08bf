// Removes the oldest entries when a policy says so, and signs where the chain begins from then on. Main process.

import type { DatabaseSync } from 'node:sqlite';
import { entrySha256, GENESIS } from './canonical.ts';
import type { Head } from './chain.ts';
import { readEntries } from './read-entries.ts';
import { statements, type Signer } from './signatures.ts';

/** Removed in one transaction: short enough that nobody else waits for long. */
const BATCH = 10_000;
const DAY_MS = 86_400_000;

export interface Retention {
  /**
   * Removes a batch of entries, inside the caller's transaction. Null where none is due; a line where they are not what was hashed: then
   * they are evidence, and stay.
   */
  readonly removeBatch: (retentionDays: number, nowMs: number) => Head | string | null;
}

export function createRetention(database: DatabaseSync, signer: Signer): Retention {
  const newest = database.prepare('SELECT at_ms FROM entries ORDER BY sequence DESC LIMIT 1');
  const firstKept = database.prepare(
    'SELECT sequence FROM entries WHERE at_ms >= ? ORDER BY sequence LIMIT 1',
  );
  const begin = database.prepare('SELECT count, sha256 FROM pruned');
  const sign = database.prepare(`
    INSERT INTO pruned (one, count, sha256, signature) VALUES (1, ?, ?, ?)
    ON CONFLICT (one) DO UPDATE SET count = excluded.count, sha256 = excluded.sha256, signature = excluded.signature`);
  const removals = [
    'DELETE FROM personal WHERE sequence <= ?',
    'DELETE FROM entries WHERE sequence <= ?',
    'DELETE FROM checkpoints WHERE count < ?',
  ].map((sql) => database.prepare(sql));

  function lastDue(retentionDays: number, nowMs: number): number {
    const newestMs = Number(newest.get()?.['at_ms'] ?? nowMs);
    // A clock that jumped ahead must not make everything old: age counts back from the newest entry as well.
    const cutoffMs = Math.min(nowMs, newestMs) - retentionDays * DAY_MS;
    return Number(firstKept.get(cutoffMs)?.['sequence'] ?? 1) - 1;
  }

  return {
    removeBatch(retentionDays, nowMs) {
      const row = begin.get();
      let end: Head =
        row === undefined
          ? { count: 0, sha256: GENESIS }
          : { count: Number(row['count']), sha256: String(row['sha256']) };
      const through = Math.min(lastDue(retentionDays, nowMs), end.count + BATCH);
      if (through <= end.count) return null;
      for (const { entry, sha256 } of readEntries(database, end.count, false)) {
        if (entry.sequence > through) break;
        const follows =
          entry.sequence === end.count + 1 &&
          entry.previousSha256 === end.sha256 &&
          entrySha256(entry) === sha256;
        if (!follows) {
          return `entry ${entry.sequence} (${entry.id}) is not what was hashed, so that nothing is removed: run gatelight log verify`;
        }
        end = { count: entry.sequence, sha256 };
      }
      for (const removal of removals) removal.run(through);
      sign.run(end.count, end.sha256, signer.sign(statements.pruned(end)));
      return end;
    },
  };
}
