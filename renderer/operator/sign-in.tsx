// Name and passphrase; how long to wait after wrong ones. Renderer.

import { useEffect, useState, type ReactElement } from 'react';
import { GateIcon } from '#renderer/ui/icons.tsx';
import { useAsk, useDesk, useDeskState } from './desk-context.ts';
import { Action } from './parts/action.tsx';
import { TextField } from './parts/field.tsx';
import { Refused, Word } from './parts/panel.tsx';
import { useWords } from './strings/words.ts';
import { useCountdown } from './use-countdown.ts';

export function SignIn({ onClose }: { readonly onClose: () => void }): ReactElement {
  const words = useWords();
  const { refresh, store } = useDesk();
  const { run, refusal, isBusy } = useAsk();
  const wasIdle = useDeskState((state) => state.wasIdle);
  const unreachable = useDeskState((state) => state.status === null && state.refusal !== null);
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const waitMs = useCountdown(useDeskState((state) => state.throttledUntil));

  async function signIn(): Promise<void> {
    const answer = await run({ ask: 'sign-in', name, passphrase });
    setPassphrase('');
    if (answer !== null) store.setState({ wasIdle: false });
    await refresh();
  }

  return (
    <main className="gate">
      <form
        className="gate__card"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <div className="gate__brand">
          <GateIcon />
          <h1>{words.title}</h1>
        </div>
        {wasIdle && <Word tone="caution" text={words.signIn.idle} />}
        <TextField
          label={words.signIn.name}
          value={name}
          onChange={setName}
          autoComplete="username"
          takesFocus
          isRequired
        />
        <TextField
          label={words.signIn.passphrase}
          value={passphrase}
          onChange={setPassphrase}
          type="password"
          autoComplete="current-password"
          isRequired
        />
        {waitMs > 0 ? (
          <Word tone="caution" text={words.signIn.wait(waitMs)} />
        ) : (
          <Refused refusal={refusal?.code === 'throttled' ? null : refusal} />
        )}
        {unreachable && <Word tone="bad" text={words.signIn.unreachable} />}
        <div className="gate__actions">
          <Action kind="quiet" label={words.close} onPress={onClose} />
          {unreachable ? (
            <Action kind="primary" label={words.retry} onPress={() => void refresh()} />
          ) : (
            <Action
              kind="primary"
              label={isBusy ? words.working : words.signIn.submit}
              isBusy={isBusy}
              isDisabled={waitMs > 0}
            />
          )}
        </div>
        <p className="muted small">
          {words.signIn.held} {words.signIn.logged}
        </p>
      </form>
      <UnattendedExit onClose={onClose} />
    </main>
  );
}

/** Nobody signs in: the kiosk goes back to its work. */
function UnattendedExit({ onClose }: { readonly onClose: () => void }): null {
  const isAttended = useDeskState((state) => state.isAttended);
  useEffect(() => {
    if (!isAttended) onClose();
  }, [isAttended, onClose]);
  return null;
}
