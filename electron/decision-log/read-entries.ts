// Reads the chain as it is kept, oldest first, one entry after the other. Main process, CLI.

import type { DatabaseSync } from 'node:sqlite';
import type { EntryFields } from './canonical.ts';

export interface Read {
  readonly entry: EntryFields;
  readonly sha256: string;
  readonly signature: Uint8Array | null;
}

/** Those behind `after`. Signatures are left out where nobody looks at them: they cost as much as the rest. */
export function* readEntries(
  database: DatabaseSync,
  after: number,
  signatures: boolean,
): Generator<Read> {
  const select = database.prepare(
    `SELECT sequence, kind, id, at_ms, body, previous_sha256, sha256, ${signatures ? 'signature' : 'NULL'}
     FROM entries WHERE sequence > ? ORDER BY sequence`,
  );
  select.setReturnArrays(true);
  for (const row of select.iterate(after)) {
    // Arrays, as asked for; the declarations only know objects.
    const cells: readonly unknown[] = Object.values(row);
    const [sequence, kind, id, atMs, body, previous, sha256, signature] = cells;
    yield {
      entry: {
        sequence: Number(sequence),
        kind: String(kind),
        id: String(id),
        atMs: Number(atMs),
        body: String(body),
        previousSha256: String(previous),
      },
      sha256: String(sha256),
      signature: signature instanceof Uint8Array ? signature : null,
    };
  }
}
