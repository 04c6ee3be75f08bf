// Who is enrolled for this door; an administrator can remove them. Renderer.

import { useState, type ReactElement } from 'react';
import type { AnswerTo } from '#core/protocol/index.ts';
import { useAsk, useIsAdministrator } from '../desk-context.ts';
import { dateTime } from '../format.ts';
import { Panel, Refused } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';
import { PeopleTable } from './people-table.tsx';

type List = AnswerTo<{ ask: 'enrolment:list' }>;

export interface EnrolledProps {
  readonly list: List;
  readonly onRemoved: (list: List) => void;
}

export function Enrolled({ list, onRemoved }: EnrolledProps): ReactElement {
  const { enrolment } = useWords();
  const { columns } = enrolment;
  const { run, refusal, isBusy } = useAsk();
  const mayRemove = useIsAdministrator();
  const [remains, setRemains] = useState<readonly string[]>([]);
  async function remove(id: string): Promise<void> {
    const removed = await run({ ask: 'enrolment:remove', id });
    if (removed === null) return;
    setRemains(removed.remains);
    onRemoved(removed.list);
  }
  return (
    <Panel title={enrolment.list}>
      <p className="muted">{enrolment.listText(list.collection, list.faces.length)}</p>
      <Refused refusal={refusal} />
      {remains.length > 0 && (
        <p className="word word--caution" role="status">
          {enrolment.remains} {remains.join(' ')}
        </p>
      )}
      <PeopleTable
        label={enrolment.list}
        columns={[columns.name, columns.since, columns.until, columns.consent]}
        rows={list.faces.map(({ id, externalId, createdAt, expiresAt, consent }) => ({
          key: id,
          name: externalId,
          cells: [
            externalId,
            dateTime(createdAt),
            expiresAt === null ? enrolment.kept : dateTime(expiresAt),
            consent.by,
          ],
        }))}
        isBusy={isBusy}
        {...(mayRemove && { onRemove: (id: string) => void remove(id) })}
      />
    </Panel>
  );
}
