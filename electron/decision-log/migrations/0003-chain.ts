// Migration 3: decisions and events in one chain of hashes, its signatures and checkpoints. Main process, CLI.

import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { createChain, type Head } from '../chain.ts';
import type { Json } from '../canonical.ts';
import { ownEventBody } from '../events.ts';

/**
 * `body` is what the hash covers, byte for byte; the columns by which entries are found are read out of it, so that none can say
 * anything else. Personal fields lie in a table of their own, outside the chain, which has their salted digests.
 */
const TABLES = `
CREATE TABLE entries (
  sequence        INTEGER PRIMARY KEY,
  kind            TEXT    NOT NULL CHECK (kind IN ('decision', 'event')),
  id              TEXT    NOT NULL UNIQUE,
  at_ms           INTEGER NOT NULL,
  body            TEXT    NOT NULL CHECK (json_valid(body)),
  previous_sha256 TEXT    NOT NULL CHECK (length(previous_sha256) = 64),
  sha256          TEXT    NOT NULL CHECK (length(sha256) = 64),
  signature       BLOB    CHECK (length(signature) = 64),
  session_id      TEXT    GENERATED ALWAYS AS (body ->> '$.sessionId') VIRTUAL,
  outcome         TEXT    GENERATED ALWAYS AS (body ->> '$.outcome') VIRTUAL,
  decision        TEXT    GENERATED ALWAYS AS (body ->> '$.decision') VIRTUAL,
  CHECK (kind = 'event' OR decision = 'deny' OR (decision = 'grant' AND outcome = 'bona-fide')),
  CHECK (kind = 'event' OR session_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX entries_by_session ON entries (session_id);
CREATE INDEX entries_by_time ON entries (at_ms);
CREATE INDEX entries_by_outcome ON entries (outcome, sequence);

CREATE TABLE personal (
  sequence INTEGER NOT NULL,
  field    TEXT    NOT NULL,
  salt     TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  PRIMARY KEY (sequence, field)
) STRICT, WITHOUT ROWID;

-- One row each: the key of this log, the end of the chain, and where retention has cut it off.
CREATE TABLE signing_key (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  id         TEXT    NOT NULL,
  public_key BLOB    NOT NULL,
  since      INTEGER NOT NULL,
  signature  BLOB    NOT NULL
) STRICT;
CREATE TABLE head (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  count     INTEGER NOT NULL,
  sha256    TEXT    NOT NULL,
  signature BLOB    NOT NULL
) STRICT;
CREATE TABLE pruned (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  count     INTEGER NOT NULL,
  sha256    TEXT    NOT NULL,
  signature BLOB    NOT NULL
) STRICT;

CREATE TABLE checkpoints (
  number    INTEGER PRIMARY KEY,
  count     INTEGER NOT NULL,
  sha256    TEXT    NOT NULL,
  at_ms     INTEGER NOT NULL,
  boot_id   TEXT    NOT NULL,
  cause     TEXT    NOT NULL CHECK (cause IN ('open', 'every', 'close')),
  signature BLOB    NOT NULL
) STRICT;
`;

/** Entries from before it are chained in their order, numbered without gaps; how many numbers were missing becomes an entry. */
export function chainEntries(database: DatabaseSync): void {
  database.exec(TABLES);
  const chain = createChain(database);
  let end: Head = chain.end();
  let lastNumber = 0;
  for (const raw of database.prepare('SELECT * FROM decisions ORDER BY sequence').iterate()) {
    const row = oldRow.parse(raw);
    const entry = { kind: 'decision', id: row.id, atMs: row.at_ms } as const;
    end = chain.add({ ...entry, body: bodyOf(row) }, end, null);
    lastNumber = row.sequence;
  }
  if (end.count > 0) {
    const { body } = ownEventBody({
      kind: 'log-migrated',
      entries: end.count,
      missing: lastNumber - end.count,
    });
    chain.add({ kind: 'event', body, atMs: Date.now() }, end, null);
  }
  database.exec('DROP TABLE decisions');
}

const jsonText = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.json());

const oldRow = z.object({
  sequence: z.number(),
  id: z.string(),
  at_ms: z.number(),
  session_id: z.string(),
  host: z.string(),
  policy: z.string(),
  policy_sha256: z.string(),
  outcome: z.string(),
  decision: z.string(),
  reasons: jsonText,
  score: z.number().nullable(),
  passed: jsonText,
  duration_ms: z.number(),
  models: jsonText,
  camera: jsonText.nullable(),
});

const bodyOf = (row: z.infer<typeof oldRow>): Json => ({
  sessionId: row.session_id,
  host: row.host,
  policy: { name: row.policy, sha256: row.policy_sha256 },
  outcome: row.outcome,
  decision: row.decision,
  reasons: row.reasons,
  score: row.score,
  passed: row.passed,
  durationMs: row.duration_ms,
  models: row.models,
  camera: row.camera,
});
