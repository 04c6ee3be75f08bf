// Decisions counted by time, outcome and reason, for charts. Main process.

import { z } from 'zod';
import { OUTCOMES } from '#core/protocol/index.ts';
import { REASONS, type Outcome, type Reason } from '#core/session/index.ts';
import { openForReading, readFault } from './database.ts';

/** The first millisecond included, the last one not. */
export interface TallySpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucketMs: number;
}

/** What did not occur is not there. */
export interface TallyBucket {
  readonly fromMs: number;
  readonly outcomes: Partial<Record<Outcome, number>>;
  readonly granted: number;
  readonly reasons: Partial<Record<Reason, number>>;
}

/** Every bucket of the span, in its order, empty ones included. Throws `LogFault` when there is no readable log. */
export function tallyDecisions(
  path: string,
  { fromMs, toMs, bucketMs }: TallySpan,
): readonly TallyBucket[] {
  const database = openForReading(path);
  try {
    // Both questions of one view of the log.
    database.exec('BEGIN');
    const all = (sql: string): readonly unknown[] =>
      database.prepare(sql).all(fromMs, bucketMs, fromMs, toMs);
    const outcomes = Map.groupBy(
      z.array(outcomeRow).parse(all(BY_OUTCOME)),
      ({ bucket }) => bucket,
    );
    const reasons = Map.groupBy(z.array(reasonRow).parse(all(BY_REASON)), ({ bucket }) => bucket);
    return Array.from({ length: Math.ceil((toMs - fromMs) / bucketMs) }, (_, i) => ({
      fromMs: fromMs + i * bucketMs,
      ...countsOf(outcomes.get(i) ?? []),
      reasons: Object.fromEntries((reasons.get(i) ?? []).map(({ reason, n }) => [reason, n])),
    }));
  } catch (cause) {
    throw readFault(path, cause);
  } finally {
    database.close();
  }
}

// Numbers are bound as reals, so that their quotient is one too.
const BY_OUTCOME = `
SELECT CAST((at_ms - ?) / ? AS INTEGER) AS bucket, outcome, decision, count(*) AS n
FROM entries WHERE kind = 'decision' AND at_ms >= ? AND at_ms < ? GROUP BY bucket, outcome, decision`;

const BY_REASON = `
SELECT CAST((at_ms - ?) / ? AS INTEGER) AS bucket, r.value AS reason, count(*) AS n
FROM entries, json_each(body, '$.reasons') AS r
WHERE kind = 'decision' AND at_ms >= ? AND at_ms < ? GROUP BY bucket, r.value`;

const outcomeRow = z.object({
  bucket: z.number(),
  outcome: z.enum(OUTCOMES),
  decision: z.string(),
  n: z.number(),
});
const reasonRow = z.object({ bucket: z.number(), reason: z.enum(REASONS), n: z.number() });

function countsOf(
  rows: readonly z.infer<typeof outcomeRow>[],
): Pick<TallyBucket, 'outcomes' | 'granted'> {
  const outcomes: Partial<Record<Outcome, number>> = {};
  let granted = 0;
  for (const { outcome, decision, n } of rows) {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + n;
    if (decision === 'grant') granted += n;
  }
  return { outcomes, granted };
}
