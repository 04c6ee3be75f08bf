// Reads entries: newest first, a page at a time, by what was decided and when. Main process, CLI.

import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { anyEntry, type EventEntry, type LogEntry } from '#core/protocol/index.ts';

export type { EventEntry, LogEntry };

export interface EntryQuery {
  /** Decisions only where it is false. */
  readonly events: boolean;
  readonly newestFirst: boolean;
  readonly limit: number | null;
  /** Entries with a smaller sequence only. */
  readonly before: number | null;
  /** Milliseconds of the wall clock, the first one included and the last one not. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly outcome: LogEntry['outcome'] | null;
  readonly decision: LogEntry['decision'] | null;
  readonly reason: LogEntry['reasons'][number] | null;
}

export const EVERY_DECISION: EntryQuery = {
  events: false,
  newestFirst: true,
  limit: null,
  before: null,
  fromMs: null,
  toMs: null,
  outcome: null,
  decision: null,
  reason: null,
};

/** One after the other as they are read: the log may be larger than memory. */
export function* selectEntries(
  database: DatabaseSync,
  query: EntryQuery,
): Generator<LogEntry | EventEntry> {
  const { where, values } = conditions(query);
  const order = query.newestFirst ? 'DESC' : 'ASC';
  const rows = database
    .prepare(
      `SELECT sequence, kind, id, at_ms, body, sha256 FROM entries ${where} ORDER BY sequence ${order} LIMIT ?`,
    )
    .iterate(...values, query.limit ?? -1);
  for (const row of rows) yield parseRow(row);
}

export function countEntries(database: DatabaseSync, query: EntryQuery): number {
  const { where, values } = conditions(query);
  const row = database.prepare(`SELECT count(*) AS n FROM entries ${where}`).get(...values);
  return Number(row?.['n'] ?? 0);
}

interface Conditions {
  readonly where: string;
  readonly values: readonly (string | number)[];
}

function conditions(query: EntryQuery): Conditions {
  const wanted: readonly (readonly [string, string | number | null])[] = [
    ['kind = ?', query.events ? null : 'decision'],
    ['sequence < ?', query.before],
    ['at_ms >= ?', query.fromMs],
    ['at_ms < ?', query.toMs],
    ['outcome = ?', query.outcome],
    ['decision = ?', query.decision],
    ["EXISTS (SELECT 1 FROM json_each(body, '$.reasons') AS r WHERE r.value = ?)", query.reason],
  ];
  const used = wanted.flatMap(([sql, value]) => (value === null ? [] : [{ sql, value }]));
  return {
    where: used.length === 0 ? '' : `WHERE ${used.map(({ sql }) => sql).join(' AND ')}`,
    values: used.map(({ value }) => value),
  };
}

const row = z.object({
  sequence: z.number(),
  kind: z.string(),
  id: z.string(),
  at_ms: z.number(),
  sha256: z.string(),
  body: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.record(z.string(), z.unknown())),
});

function parseRow(raw: unknown): LogEntry | EventEntry {
  const { sequence, kind, id, at_ms, sha256, body } = row.parse(raw);
  return anyEntry.parse({
    ...body,
    sequence,
    kind,
    id,
    at: new Date(at_ms).toISOString(),
    sha256,
  });
}
