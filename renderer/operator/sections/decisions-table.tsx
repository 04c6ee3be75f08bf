// Entries of the log, newest first, a page at a time. Renderer.

import { useState, type ReactElement } from 'react';
import type { AnswerTo, EntryFilter, NamedEntry } from '#core/protocol/index.ts';
import { useAnswer, useAsk } from '../desk-context.ts';
import { dateTime, score, seconds } from '../format.ts';
import { Action } from '../parts/action.tsx';
import { Chip, Panel, Refused } from '../parts/panel.tsx';
import { useWords, type OperatorStrings } from '../strings/words.ts';

const PAGE = 50;
type Page = AnswerTo<ReturnType<typeof pageOf>>;

const pageOf = (filter: EntryFilter, before: number | null) =>
  ({ ask: 'decisions:page', ...filter, limit: PAGE, before }) as const;

export interface EntriesProps {
  /** Has to be the same as long as the table is: another one begins anew. */
  readonly filter: EntryFilter;
  readonly onShow: (entry: NamedEntry) => void;
}

export function Entries({ filter, onShow }: EntriesProps): ReactElement {
  const words = useWords();
  const { columns, empty, more } = words.decisions;
  const [newest] = useState(() => pageOf(filter, null));
  const first = useAnswer(newest);
  const { run, refusal, isBusy } = useAsk();
  const [older, setOlder] = useState<Page | null>(null);
  const isLoading = first.answer === null && first.refusal === null;
  const entries = [...(first.answer?.entries ?? []), ...(older?.entries ?? [])];
  const { next } = older ?? first.answer ?? { next: null };

  async function load(before: number): Promise<void> {
    const page = await run(pageOf(filter, before));
    if (page === null) return;
    setOlder((had) => ({ ...page, entries: [...(had?.entries ?? []), ...page.entries] }));
  }

  return (
    <Panel area="entries" title={words.decisions.entries}>
      <Refused refusal={refusal ?? first.refusal} />
      {isLoading && <p className="muted">{words.loading}</p>}
      {first.answer?.entries.length === 0 && <p className="muted">{empty}</p>}
      {entries.length > 0 && (
        <div
          className="scroller"
          tabIndex={0}
          role="region"
          aria-label={words.table(words.decisions.entries)}
        >
          <table>
            <thead>
              <tr>
                {[columns.at, columns.what, columns.outcome, columns.reasons].map((each) => (
                  <th key={each} scope="col">
                    {each}
                  </th>
                ))}
                <th scope="col" className="number">
                  {columns.score}
                </th>
                <th scope="col" className="number">
                  {columns.took}
                </th>
                <th scope="col">{columns.host}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Row key={entry.sequence} entry={entry} onShow={onShow} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {next !== null && (
        <div className="row">
          <Action
            label={isBusy ? words.working : more}
            isBusy={isBusy}
            onPress={() => void load(next)}
          />
        </div>
      )}
    </Panel>
  );
}

interface RowProps {
  readonly entry: NamedEntry;
  readonly onShow: (entry: NamedEntry) => void;
}

function Row({ entry, onShow }: RowProps): ReactElement {
  const words = useWords();
  const at = (
    <td>
      <button
        type="button"
        className="link"
        aria-label={`${dateTime(entry.at)} ${words.decisions.details(entry.id)}`}
        onClick={() => onShow(entry)}
      >
        {dateTime(entry.at)}
      </button>
    </td>
  );
  if (entry.kind === 'event') {
    return (
      <tr className="is-event">
        {at}
        <td colSpan={6}>
          <b>{words.events[entry.event] ?? entry.event}</b> {aboutEvent(entry, words)}
        </td>
      </tr>
    );
  }
  return (
    <tr>
      {at}
      <td>
        <Chip
          tone={entry.decision === 'grant' ? 'good' : 'bad'}
          label={words.verdicts[entry.decision]}
        />
      </td>
      <td>{words.outcomes[entry.outcome]}</td>
      <td>{entry.reasons.map((reason) => words.reasons[reason]).join('. ')}</td>
      <td className="number">{score(entry.score)}</td>
      <td className="number">{seconds(entry.durationMs)}</td>
      <td>{words.hosts[entry.host]}</td>
    </tr>
  );
}

/** Who it was and what they gave as their reason, as far as the event has them. */
function aboutEvent(
  { names, personal, detail }: Extract<NamedEntry, { kind: 'event' }>,
  { decisions }: OperatorStrings,
): string {
  const name = (field: string): string => names[field] ?? decisions.deleted;
  const { operator, ...others } = personal;
  const who = Object.keys(others).map(name);
  const { reason, changed, change } = detail;
  const what = [reason, change, Array.isArray(changed) ? changed.join(', ') : undefined];
  const said = what.filter((each) => typeof each === 'string').join(' · ');
  return [who.join(', '), said, operator === undefined ? '' : decisions.by(name('operator'))]
    .filter((each) => each !== '')
    .join(' · ');
}
