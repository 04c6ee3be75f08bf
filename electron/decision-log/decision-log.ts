// The decision log: appends durably, lists. Keeps no picture and no template. Main process, CLI.

import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ACTIONS } from '#core/challenge/index.ts';
import { REASONS, type DecisionRecord } from '#core/session/index.ts';
import { openForAppend, openForReading } from './database.ts';

/** An entry as it is listed: one JSON object a line in `gatelight log list --json`. */
export const logEntry = z.object({
  sequence: z.number().int(),
  id: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  sessionId: z.string(),
  host: z.enum(['kiosk', 'demo', 'cli', 'api']),
  policy: z.object({ name: z.string(), sha256: z.string() }),
  outcome: z.enum(['bona-fide', 'attack', 'non-response']),
  decision: z.enum(['grant', 'deny']),
  reasons: z.array(z.enum(REASONS)),
  /** Null where no frame was judged. */
  score: z.number().nullable(),
  passed: z.array(z.enum(ACTIONS)),
  durationMs: z.number(),
  models: z.record(z.string(), z.string()),
  /** Null where there was none, or none was noted yet. `virtual` stands for an operator's override. */
  camera: z.object({ label: z.string(), virtual: z.boolean() }).nullable(),
});
export type LogEntry = z.infer<typeof logEntry>;

export interface DecisionLog extends Disposable {
  /** Resolves once the entry is on the disk. Rejects with SQLite's error otherwise. */
  readonly append: (record: DecisionRecord) => Promise<{ readonly id: string }>;
}

/** Opens the log at `path` for appending. Throws `LogFault`. `wallClock` is for the reader's eyes; order is the sequence's. */
export function openDecisionLog(path: string, wallClock: () => number = Date.now): DecisionLog {
  const database = openForAppend(path);
  const insert = database.prepare(`
    INSERT INTO decisions (id, at_ms, session_id, host, policy, policy_sha256, outcome, decision,
                           reasons, score, passed, duration_ms, models, camera)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  return {
    append: async (record) => {
      const id = randomUUID();
      insert.run(
        id,
        Math.round(wallClock()),
        record.sessionId,
        record.host,
        record.policy.name,
        record.policy.sha256,
        record.outcome,
        record.decision,
        JSON.stringify(record.reasons),
        record.score.kind === 'fused' ? record.score.value : null,
        JSON.stringify(record.passed),
        Math.max(0, Math.round(record.durationMs)),
        JSON.stringify(record.models),
        record.camera === null ? null : JSON.stringify(record.camera),
      );
      return { id };
    },
    [Symbol.dispose]: () => database.close(),
  };
}

/** The newest `limit` entries, newest first. Throws `LogFault` when there is no readable log at `path`. */
export function listDecisions(path: string, limit: number): readonly LogEntry[] {
  const database = openForReading(path);
  try {
    return rows(database, limit).map(parseRow);
  } finally {
    database.close();
  }
}

const rows = (database: DatabaseSync, limit: number): readonly unknown[] =>
  database.prepare('SELECT * FROM decisions ORDER BY sequence DESC LIMIT ?').all(limit);

const jsonText = z.string().transform((text): unknown => JSON.parse(text));

const row = z.object({
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

function parseRow(raw: unknown): LogEntry {
  const { at_ms, session_id, policy, policy_sha256, duration_ms, ...same } = row.parse(raw);
  return logEntry.parse({
    ...same,
    at: new Date(at_ms).toISOString(),
    sessionId: session_id,
    policy: { name: policy, sha256: policy_sha256 },
    durationMs: duration_ms,
  });
}
