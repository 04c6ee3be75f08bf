// What the decisions come to over time: outcomes and reasons as bars. Renderer.

import { useMemo, useState, type ReactElement } from 'react';
import type { AnswerTo, EntryFilter } from '#core/protocol/index.ts';
import type { Outcome, Reason } from '#core/session/index.ts';
import { useAnswer } from '../desk-context.ts';
import { BarsOverTime } from '../parts/bars-over-time.tsx';
import type { Series } from '../parts/bars.ts';
import { Panel, Refused } from '../parts/panel.tsx';
import { useWords, type OperatorStrings } from '../strings/words.ts';

type Buckets = AnswerTo<{ ask: 'decisions:tally'; fromMs: 0; toMs: 0; bucketMs: 0 }>['buckets'];

const MINUTE_MS = 60_000;
/** What a bar may stand for: times that people count in. */
const STEPS_MS = [1, 5, 15, 60, 240, 1440, 10_080, 43_200].map((minutes) => minutes * MINUTE_MS);
const MOST_BARS = 60;
/** Where the log is asked for as a whole: nobody's kiosk is older. */
const LONGEST_MS = 366 * 24 * 60 * MINUTE_MS;

export function Tally({ filter }: { readonly filter: EntryFilter }): ReactElement {
  const words = useWords();
  const [nowMs] = useState(() => Date.now());
  const ask = useMemo(() => tallyOf(filter, nowMs), [filter, nowMs]);
  const { answer, refusal } = useAnswer(ask);
  const buckets = answer?.buckets ?? NO_BUCKETS;
  const outcomes = useMemo(
    () => ({ ...ask, series: outcomeSeries(buckets, words) }),
    [ask, buckets, words],
  );
  const reasons = useMemo(
    () => ({ ...ask, series: reasonSeries(buckets, words) }),
    [ask, buckets, words],
  );
  return (
    <>
      <Panel area="outcomes" title={words.decisions.outcomesChart}>
        <Refused refusal={refusal} />
        {answer === null ? <Loading /> : <BarsOverTime chart={outcomes} />}
      </Panel>
      <Panel area="reasons" title={words.decisions.reasonsChart}>
        {answer === null ? <Loading /> : <BarsOverTime chart={reasons} />}
      </Panel>
    </>
  );
}

function Loading(): ReactElement {
  return <p className="muted">{useWords().loading}</p>;
}

const NO_BUCKETS: Buckets = [];

function tallyOf({ fromMs, toMs }: EntryFilter, nowMs: number) {
  const end = toMs ?? nowMs;
  const start = Math.max(0, Math.min(fromMs ?? end - LONGEST_MS, end - MINUTE_MS));
  const bucketMs = stepFor(end - start);
  return { ask: 'decisions:tally', fromMs: start, toMs: end, bucketMs } as const;
}

const stepFor = (spanMs: number): number =>
  STEPS_MS.find((step) => spanMs / step <= MOST_BARS) ?? Math.ceil(spanMs / MOST_BARS);

const OUTCOME_TONES = { 'bona-fide': 'good', attack: 'bad', 'non-response': 'caution' } as const;
const OUTCOMES_SHOWN: readonly Outcome[] = ['bona-fide', 'attack', 'non-response'];

function outcomeSeries(buckets: Buckets, words: OperatorStrings): readonly Series[] {
  return OUTCOMES_SHOWN.map((outcome) => ({
    name: words.outcomes[outcome],
    tone: OUTCOME_TONES[outcome],
    counts: buckets.map(({ fromMs, outcomes }) => [fromMs, outcomes[outcome] ?? 0] as const),
  }));
}

/** The most frequent ones: more colours nobody tells apart. */
const REASONS_SHOWN = 5;

function reasonSeries(buckets: Buckets, words: OperatorStrings): readonly Series[] {
  const totals = new Map<Reason, number>();
  for (const { reasons } of buckets) {
    for (const reason of Object.keys(reasons) as Reason[]) {
      totals.set(reason, (totals.get(reason) ?? 0) + (reasons[reason] ?? 0));
    }
  }
  return [...totals]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, REASONS_SHOWN)
    .map(([reason]) => ({
      name: words.reasons[reason],
      tone: null,
      counts: buckets.map(({ fromMs, reasons }) => [fromMs, reasons[reason] ?? 0] as const),
    }));
}
