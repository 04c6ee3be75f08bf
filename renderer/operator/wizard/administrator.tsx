// The first administrator's name and passphrase. Renderer.

import { useState, type ReactElement } from 'react';
import { MIN_PASSPHRASE } from '#core/protocol/index.ts';
import { useAsk, useDesk } from '../desk-context.ts';
import { Action } from '../parts/action.tsx';
import { TextField } from '../parts/field.tsx';
import { Panel, Refused } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';

export interface AdministratorProps {
  readonly onNext: () => void;
  readonly onClose: () => void;
}

export function Administrator({ onNext, onClose }: AdministratorProps): ReactElement {
  const { setUp, signIn, people, ...words } = useWords();
  const { refresh } = useDesk();
  const { run, refusal, isBusy } = useAsk();
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const isShort = passphrase.length < MIN_PASSPHRASE;
  const isOther = repeated !== '' && repeated !== passphrase;

  async function create(): Promise<void> {
    if (isShort || repeated !== passphrase) return;
    const answer = await run({ ask: 'set-up', name, passphrase });
    if (answer === null) return;
    await refresh();
    onNext();
  }

  return (
    <Panel title={setUp.steps.administrator}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <p>{setUp.administrator}</p>
        <TextField
          label={signIn.name}
          value={name}
          onChange={setName}
          autoComplete="username"
          takesFocus
          isRequired
        />
        <TextField
          label={signIn.passphrase}
          help={people.passphraseHelp(MIN_PASSPHRASE)}
          error={passphrase !== '' && isShort ? setUp.tooShort(MIN_PASSPHRASE) : null}
          type="password"
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
          isRequired
        />
        <TextField
          label={setUp.repeat}
          error={isOther ? setUp.differs : null}
          type="password"
          autoComplete="new-password"
          value={repeated}
          onChange={setRepeated}
          isRequired
        />
        <Refused refusal={refusal} />
        <div className="row row--end">
          <Action label={words.close} onPress={onClose} />
          <Action
            kind="primary"
            label={isBusy ? words.working : setUp.create}
            isBusy={isBusy}
            isDisabled={isShort || repeated !== passphrase || name.trim() === ''}
          />
        </div>
      </form>
    </Panel>
  );
}
