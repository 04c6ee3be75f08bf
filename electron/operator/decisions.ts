// What an operator reads in the decision log. Main process.

import type { EntryFilter } from '#core/protocol/index.ts';
import { EVERY_DECISION, type EntryQuery } from '#electron/decision-log/entries.ts';
import type { Handlers } from './asks.ts';
import type { Attendance } from './attendance.ts';
import type { LogThread } from './log-thread.ts';
import { invalid } from './refused.ts';

type DecisionsAsk = 'decisions:page' | 'decisions:tally' | 'decisions:verify' | 'decisions:export';

/** As many as a chart has room for. */
const MAX_BUCKETS = 400;

export function createDecisions(
  log: LogThread,
  attendance: Attendance,
  wallClock: () => number = Date.now,
): Handlers<DecisionsAsk> {
  return {
    async 'decisions:page'({ limit, before, ...filter }) {
      // One more than asked for says whether there is another page.
      const query = { ...queryOf(filter), before, limit: limit + 1 };
      const found = await log.run({ job: 'page', query });
      const entries = found.slice(0, limit);
      return { entries, next: found.length > limit ? (entries.at(-1)?.sequence ?? null) : null };
    },
    async 'decisions:tally'({ fromMs, toMs, bucketMs }) {
      if (toMs <= fromMs) throw invalid('toMs', 'must be later than fromMs');
      if ((toMs - fromMs) / bucketMs > MAX_BUCKETS) {
        throw invalid('bucketMs', `leaves more than ${MAX_BUCKETS} buckets`);
      }
      const buckets = await log.run({ job: 'tally', span: { fromMs, toMs, bucketMs } });
      return { buckets: [...buckets] };
    },
    'decisions:verify': () => log.run({ job: 'verify', mirror: attendance.kiosk().mirror }),
    async 'decisions:export'({ format, filter }, { name: operator }) {
      const at = new Date(wallClock()).toISOString().replaceAll(/[:.]/gu, '-');
      const query = queryOf(filter);
      // Before there is a file: nobody takes the log away unnoticed.
      await attendance.kiosk().appendEvent({ kind: 'log-exported', operator, format });
      return log.run({ job: 'export', query, format, name: `decisions-${at}` });
    },
  };
}

const queryOf = (filter: EntryFilter): EntryQuery => ({ ...EVERY_DECISION, ...filter });
