// One kind of people: who is there, and the form by which another one comes. Renderer.

import { useState, type ReactElement, type ReactNode } from 'react';
import type { OperatorRefusal } from '#core/protocol/index.ts';
import { Action } from '../parts/action.tsx';
import { TextField } from '../parts/field.tsx';
import { Panel, Refused } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';
import { PeopleTable, type PeopleTableProps } from './people-table.tsx';

export interface PeoplePanelProps extends PeopleTableProps {
  readonly text: string;
  readonly refusal: OperatorRefusal | null;
  /** The form. */
  readonly children: ReactNode;
}

export function PeoplePanel({ text, refusal, children, ...table }: PeoplePanelProps): ReactElement {
  return (
    <Panel title={table.label}>
      <p className="muted">{text}</p>
      <Refused refusal={refusal} />
      <PeopleTable {...table} />
      {children}
    </Panel>
  );
}

export interface AddPersonProps {
  readonly isBusy: boolean;
  readonly refusal: OperatorRefusal | null;
  /** Whether what stands beside the name is enough. */
  readonly isReady: boolean;
  /** Resolves with whether they were added: then the form is empty again. */
  readonly onAdd: (name: string) => Promise<boolean>;
  /** What is asked beside the name. */
  readonly children: ReactNode;
}

export function AddPerson(props: AddPersonProps): ReactElement {
  const { people } = useWords();
  const [name, setName] = useState('');
  const { isBusy, refusal, isReady, onAdd, children } = props;
  const add = async (): Promise<void> => {
    if (await onAdd(name)) setName('');
  };
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField label={people.name} value={name} onChange={setName} isRequired />
      {children}
      <Action label={people.add} isBusy={isBusy} isDisabled={!isReady} />
      <Refused refusal={refusal} />
    </form>
  );
}
