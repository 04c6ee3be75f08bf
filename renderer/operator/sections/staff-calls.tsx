// Who asked for a member of staff lately. Renderer.

import { useState, type ReactElement } from 'react';
import { usePolled } from '../desk-context.ts';
import { dateTime } from '../format.ts';
import { Word } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';

const LATELY_MS = 3_600_000;
const LOOK_EVERY_MS = 10_000;
/** The most that one page of the log holds. */
const MOST = 200;

/** Nothing where nobody did. */
export function StaffCalls(): ReactElement | null {
  const { live } = useWords();
  const [ask] = useState(() => lately(Date.now()));
  const { answer } = usePolled(ask, LOOK_EVERY_MS);
  const [newest] = (answer?.entries ?? []).filter(
    (entry) => entry.kind === 'event' && entry.event === 'staff-called',
  );
  if (newest === undefined) return null;
  return (
    <div className="area-calls">
      <Word tone="caution" text={live.called(dateTime(newest.at))} />
    </div>
  );
}

const lately = (nowMs: number) =>
  ({
    ask: 'decisions:page',
    fromMs: nowMs - LATELY_MS,
    toMs: null,
    outcome: null,
    decision: null,
    reason: null,
    events: true,
    limit: MOST,
    before: null,
  }) as const;
