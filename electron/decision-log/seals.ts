// What is signed beside the entries, and whether it still says what was signed. CLI process.

import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { GENESIS } from './canonical.ts';
import type { Head } from './chain.ts';
import { createVerifier, keyIdOf, statements, type Verifier } from './signatures.ts';

export interface LogKey {
  readonly id: string;
  /** The last entry from before the key. */
  readonly since: number;
  readonly verify: Verifier;
}

export interface Seals {
  readonly key: LogKey | null;
  /** As it is written; `headIsSigned` says whether it may be believed. */
  readonly head: Head | null;
  readonly headIsSigned: boolean;
  /** Where the entries begin: what retention removed, signed, else nothing. */
  readonly pruned: Head;
  readonly checkpoints: readonly Head[];
  /** The first seal that is broken: how far the chain had come there, and one line. */
  readonly broken: { readonly count: number | null; readonly what: string } | null;
}

const NOTHING: Head = { count: 0, sha256: GENESIS };

const bytes = z.instanceof(Uint8Array);
const keyRow = z.object({ id: z.string(), public_key: bytes, since: z.number(), signature: bytes });
const headRow = z.object({ count: z.number(), sha256: z.string(), signature: bytes });
const checkpointRow = headRow.extend({
  number: z.number(),
  at_ms: z.number(),
  boot_id: z.string(),
  cause: z.string(),
});

/** Of so many checkpoints the signatures are looked at: the hashes of all are compared with a chain whose end is signed. */
const NEWEST = 100;

export function readSeals(database: DatabaseSync, everySignature: boolean): Seals {
  const key = readKey(database);
  const head = headRow.optional().parse(database.prepare('SELECT * FROM head').get());
  const pruned = headRow.optional().parse(database.prepare('SELECT * FROM pruned').get());
  const checkpoints = z
    .array(checkpointRow)
    .parse(database.prepare('SELECT * FROM checkpoints ORDER BY number').all());
  const seals = {
    key: typeof key === 'string' ? null : key,
    head: head ?? null,
    headIsSigned: false,
    pruned: pruned ?? NOTHING,
    checkpoints,
    broken: null,
  };
  if (typeof key === 'string') return { ...seals, broken: { count: null, what: key } };
  if (key === null) return { ...seals, broken: orphaned(database) };

  const headIsSigned = head !== undefined && key.verify(statements.head(head), head.signature);
  if (pruned !== undefined && !key.verify(statements.pruned(pruned), pruned.signature)) {
    const what = `entries up to ${pruned.count} were removed, and not by retention`;
    return { ...seals, headIsSigned, broken: { count: pruned.count, what } };
  }
  const looked = everySignature ? checkpoints : checkpoints.slice(-NEWEST);
  const bad = looked.find(
    ({ signature, at_ms, boot_id, ...claim }) =>
      !key.verify(statements.checkpoint({ ...claim, atMs: at_ms, bootId: boot_id }), signature),
  );
  const broken =
    bad === undefined
      ? null
      : { count: bad.count, what: `checkpoint ${bad.number} is not signed with the log's key` };
  return { ...seals, headIsSigned, broken };
}

/** Null where no key was ever taken up; a line where its row is not what this program wrote. */
function readKey(database: DatabaseSync): LogKey | string | null {
  const row = keyRow.optional().parse(database.prepare('SELECT * FROM signing_key').get());
  if (row === undefined) return null;
  try {
    const verify = createVerifier(row.public_key);
    const whole =
      keyIdOf(row.public_key) === row.id && verify(statements.key(row.since), row.signature);
    return whole
      ? { id: row.id, since: row.since, verify }
      : "the row of the log's key was changed";
  } catch {
    return "the row of the log's key was changed";
  }
}

/** Without a key there can be no signature: where there is one, the key's row was removed. */
function orphaned(database: DatabaseSync): Seals['broken'] {
  const row = database
    .prepare(
      `SELECT (SELECT count(*) FROM head) + (SELECT count(*) FROM checkpoints) + (SELECT count(*) FROM pruned)
            + (SELECT count(*) FROM entries WHERE signature IS NOT NULL) AS signed`,
    )
    .get();
  return row?.['signed'] === 0 ? null : { count: null, what: "the row of the log's key is gone" };
}
