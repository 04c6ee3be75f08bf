// Who signs in here, and who comes in without a face. Renderer.

import { useState, type ReactElement } from 'react';
import { MIN_PASSPHRASE, ROLES, type AnswerTo, type Role } from '#core/protocol/index.ts';
import { useAnswer, useAsk, useDeskState } from '../desk-context.ts';
import { dateTime } from '../format.ts';
import { Action } from '../parts/action.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Chip, Panel, Refused } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';
import { PeopleTable } from './people-table.tsx';

const OPERATORS = { ask: 'operators:list' } as const;
const CREDENTIALS = { ask: 'credentials:list' } as const;

export function People(): ReactElement {
  return (
    <div className="people">
      <Operators />
      <Credentials />
    </div>
  );
}

function Operators(): ReactElement {
  const { people, roles } = useWords();
  const me = useDeskState(({ status }) => status?.operator?.name ?? '');
  const { answer, refusal, take } = useAnswer(OPERATORS);
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
    <Panel title={people.operators}>
      <p className="muted">{people.operatorsText}</p>
      <Refused refusal={refusal ?? refused} />
      <PeopleTable
        label={people.operators}
        columns={[people.name, people.role, people.since]}
        rows={rows}
        isBusy={isBusy}
        onRemove={(name) => void remove(name)}
      />
      <AddOperator onAdded={take} />
    </Panel>
  );
}

interface AddOperatorProps {
  readonly onAdded: (answer: AnswerTo<{ ask: 'operators:list' }>) => void;
}

function AddOperator({ onAdded }: AddOperatorProps): ReactElement {
  const { people, roles } = useWords();
  const { run, refusal, isBusy } = useAsk();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [passphrase, setPassphrase] = useState('');
  async function add(): Promise<void> {
    const answer = await run({ ask: 'operators:add', name, role, passphrase });
    if (answer === null) return;
    setName('');
    setPassphrase('');
    onAdded(answer);
  }
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField label={people.name} value={name} onChange={setName} isRequired />
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
      <Action label={people.add} isBusy={isBusy} isDisabled={passphrase.length < MIN_PASSPHRASE} />
      <Refused refusal={refusal} />
    </form>
  );
}

function Credentials(): ReactElement {
  const { people } = useWords();
  const { answer, refusal, take } = useAnswer(CREDENTIALS);
  const { run, refusal: refused, isBusy } = useAsk();
  const rows = (answer?.credentials ?? []).map(({ id, kind, name, since }) => ({
    key: id,
    name,
    cells: [name, people.kinds[kind], dateTime(since)],
  }));
  async function remove(id: string): Promise<void> {
    const left = await run({ ask: 'credentials:remove', id });
    if (left !== null) take(left);
  }
  return (
    <Panel title={people.credentials}>
      <p className="muted">{people.credentialsText}</p>
      <Refused refusal={refusal ?? refused} />
      <PeopleTable
        label={people.credentials}
        columns={[people.name, people.kind, people.since]}
        rows={rows}
        isBusy={isBusy}
        onRemove={(id) => void remove(id)}
      />
      <AddCredential onAdded={take} />
    </Panel>
  );
}

interface AddCredentialProps {
  readonly onAdded: (answer: AnswerTo<{ ask: 'credentials:list' }>) => void;
}

const KINDS = ['pin', 'badge'] as const;

function AddCredential({ onAdded }: AddCredentialProps): ReactElement {
  const { people } = useWords();
  const { run, refusal, isBusy } = useAsk();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('pin');
  const [secret, setSecret] = useState('');
  async function add(): Promise<void> {
    const answer = await run({ ask: 'credentials:add', kind, name, secret });
    if (answer === null) return;
    setName('');
    setSecret('');
    onAdded(answer);
  }
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField label={people.name} value={name} onChange={setName} isRequired />
      <SelectField
        label={people.kind}
        value={kind}
        options={KINDS.map((each) => [each, people.kinds[each]] as const)}
        onChange={setKind}
      />
      <TextField
        label={people.secrets[kind]}
        type="password"
        inputMode={kind === 'pin' ? 'numeric' : 'text'}
        autoComplete="new-password"
        value={secret}
        onChange={setSecret}
        isRequired
      />
      <Action label={people.add} isBusy={isBusy} isDisabled={secret.length < 4} />
      <Refused refusal={refusal} />
    </form>
  );
}
