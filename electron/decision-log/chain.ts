// Adds entries to the chain, one after the other, inside the caller's transaction. Main process, CLI.

import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { canonicalJson, entrySha256, GENESIS, type Json } from './canonical.ts';
import type { PersonalField } from './events.ts';

/** The end of the chain: how many entries there have been, pruned ones included, and the hash of the last. */
export interface Head {
  readonly count: number;
  readonly sha256: string;
}

export interface NewEntry {
  readonly kind: 'decision' | 'event';
  readonly body: Json;
  readonly atMs: number;
  /** A new one where it is left out. */
  readonly id?: string;
  readonly personal?: readonly PersonalField[];
}

export interface Chain {
  /** Read anew each time: another process may have added to it. */
  readonly end: () => Head;
  /** `sign` is asked for the entry's own signature; null leaves it unsigned. */
  readonly add: (
    entry: NewEntry,
    end: Head,
    sign: ((head: Head) => Uint8Array) | null,
  ) => Head & { readonly id: string };
}

export function createChain(database: DatabaseSync): Chain {
  const last = database.prepare(
    'SELECT sequence, sha256 FROM entries ORDER BY sequence DESC LIMIT 1',
  );
  const insert = database.prepare(`
    INSERT INTO entries (sequence, kind, id, at_ms, body, previous_sha256, sha256, signature)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const insertPersonal = database.prepare(
    'INSERT INTO personal (sequence, field, salt, value) VALUES (?, ?, ?, ?)',
  );
  return {
    end() {
      const row = last.get();
      return row === undefined
        ? { count: 0, sha256: GENESIS }
        : { count: Number(row['sequence']), sha256: String(row['sha256']) };
    },
    add({ kind, body, atMs, id = randomUUID(), personal = [] }, end, sign) {
      const text = canonicalJson(body);
      const count = end.count + 1;
      const fields = { sequence: count, kind, id, atMs, body: text, previousSha256: end.sha256 };
      const sha256 = entrySha256(fields);
      const signature = sign === null ? null : sign({ count, sha256 });
      insert.run(count, kind, id, atMs, text, end.sha256, sha256, signature);
      for (const { field, salt, value } of personal) {
        insertPersonal.run(count, field, salt, value);
      }
      return { count, sha256, id };
    },
  };
}
