// Who has a badge or a PIN, until when, and whether it opens anything now. Renderer.

import { useState, type ReactElement } from 'react';
import type { AnswerTo, OperatorAsk } from '#core/protocol/index.ts';
import { useAnswer, useAsk } from '../desk-context.ts';
import { dateTime } from '../format.ts';
import { Action } from '../parts/action.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Chip } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';
import { expiryOf, PeopleExpiry } from './people-expiry.tsx';
import { AddPerson, PeoplePanel } from './people-panel.tsx';

const LIST = { ask: 'credentials:list' } as const;

type Answer = AnswerTo<typeof LIST>;
type ListedCredential = Answer['credentials'][number];
type Change = Extract<OperatorAsk, { ask: 'credentials:change' }>['change'];

export function PeopleCredentials(): ReactElement {
  const { people } = useWords();
  const { answer, refusal, take } = useAnswer(LIST);
  const { run, refusal: refused, isBusy } = useAsk();
  const [ending, setEnding] = useState<ListedCredential | null>(null);
  async function show(asked: Promise<Answer | null>): Promise<void> {
    const left = await asked;
    if (left !== null) take(left);
  }
  const change = (id: string, to: Change): Promise<void> =>
    show(run({ ask: 'credentials:change', id, change: to }));
  const rows = (answer?.credentials ?? []).map((each) => ({
    key: each.id,
    name: each.name,
    cells: [
      each.name,
      people.kinds[each.kind],
      dateTime(each.since),
      <Standing key="standing" credential={each} />,
    ],
    actions: (
      <>
        <Action
          kind="quiet"
          label={each.disabled ? people.enable : people.disable}
          isBusy={isBusy}
          onPress={() => void change(each.id, { disabled: !each.disabled })}
        />
        <Action kind="quiet" label={people.end} onPress={() => setEnding(each)} />
      </>
    ),
  }));
  return (
    <PeoplePanel
      label={people.credentials}
      text={people.credentialsText}
      refusal={refusal ?? refused}
      columns={[people.name, people.kind, people.since, people.until]}
      rows={rows}
      isBusy={isBusy}
      onRemove={(id) => void show(run({ ask: 'credentials:remove', id }))}
    >
      <AddCredential onAdded={take} />
      {ending !== null && (
        <PeopleExpiry
          name={ending.name}
          expiresAt={ending.expiresAt}
          onClose={() => setEnding(null)}
          onSet={(expiresAt) => {
            setEnding(null);
            void change(ending.id, { expiresAt });
          }}
        />
      )}
    </PeoplePanel>
  );
}

function Standing({ credential }: { readonly credential: ListedCredential }): ReactElement {
  const { people } = useWords();
  const [shownAt] = useState(() => Date.now());
  const { disabled, expiresAt } = credential;
  if (disabled) return <Chip tone="caution" label={people.disabled} />;
  if (expiresAt === null) return <>{people.kept}</>;
  const isOver = Date.parse(expiresAt) <= shownAt;
  return isOver ? <Chip tone="bad" label={people.expired} /> : <>{dateTime(expiresAt)}</>;
}

interface AddCredentialProps {
  readonly onAdded: (answer: Answer) => void;
}

const KINDS = ['pin', 'badge'] as const;

function AddCredential({ onAdded }: AddCredentialProps): ReactElement {
  const { people } = useWords();
  const { run, refusal, isBusy } = useAsk();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('pin');
  const [secret, setSecret] = useState('');
  const [until, setUntil] = useState('');
  async function add(name: string): Promise<boolean> {
    const expiresAt = expiryOf(until);
    const answer = await run({ ask: 'credentials:add', kind, name, secret, expiresAt });
    if (answer === null) return false;
    setSecret('');
    setUntil('');
    onAdded(answer);
    return true;
  }
  return (
    <AddPerson isBusy={isBusy} refusal={refusal} isReady={secret.length >= 4} onAdd={add}>
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
      <TextField
        label={people.until}
        help={people.untilHelp}
        type="datetime-local"
        value={until}
        onChange={setUntil}
      />
    </AddPerson>
  );
}
