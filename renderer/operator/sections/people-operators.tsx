// Who signs in at this console. Renderer.

import { useState, type ReactElement } from 'react';
import { MIN_PASSPHRASE, ROLES, type AnswerTo, type Role } from '#core/protocol/index.ts';
import { useAnswer, useAsk, useDeskState } from '../desk-context.ts';
import { dateTime } from '../format.ts';
import { SelectField, TextField } from '../parts/field.tsx';
import { Chip } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';
import { AddPerson, PeoplePanel } from './people-panel.tsx';

const LIST = { ask: 'operators:list' } as const;

export function PeopleOperators(): ReactElement {
  const { people, roles } = useWords();
  const me = useDeskState(({ status }) => status?.operator?.name ?? '');
  const { answer, refusal, take } = useAnswer(LIST);
  const { run, refusal: refused, isBusy } = useAsk();
  const rows = (answer?.operators ?? []).map(({ name, role, since }) => ({
    key: name,
    name,
    cells: [
      <>
        {name} {name === me && <Chip tone="plain" label={people.you} />}
      </>,
      roles[role],
      dateTime(since),
    ],
  }));
  async function remove(name: string): Promise<void> {
    const left = await run({ ask: 'operators:remove', name });
    if (left !== null) take(left);
  }
  return (
    <PeoplePanel
      label={people.operators}
      text={people.operatorsText}
      refusal={refusal ?? refused}
      columns={[people.name, people.role, people.since]}
      rows={rows}
      isBusy={isBusy}
      onRemove={(name) => void remove(name)}
    >
      <AddOperator onAdded={take} />
    </PeoplePanel>
  );
}

interface AddOperatorProps {
  readonly onAdded: (answer: AnswerTo<typeof LIST>) => void;
}

function AddOperator({ onAdded }: AddOperatorProps): ReactElement {
  const { people, roles } = useWords();
  const { run, refusal, isBusy } = useAsk();
  const [role, setRole] = useState<Role>('operator');
  const [passphrase, setPassphrase] = useState('');
  async function add(name: string): Promise<boolean> {
    const answer = await run({ ask: 'operators:add', name, role, passphrase });
    if (answer === null) return false;
    setPassphrase('');
    onAdded(answer);
    return true;
  }
  const isReady = passphrase.length >= MIN_PASSPHRASE;
  return (
    <AddPerson isBusy={isBusy} refusal={refusal} isReady={isReady} onAdd={add}>
      <SelectField
        label={people.role}
        value={role}
        options={ROLES.map((each) => [each, roles[each]] as const)}
        onChange={setRole}
      />
      <TextField
        label={people.passphrase}
        help={people.passphraseHelp(MIN_PASSPHRASE)}
        type="password"
        autoComplete="new-password"
        value={passphrase}
        onChange={setPassphrase}
        isRequired
      />
    </AddPerson>
  );
}
