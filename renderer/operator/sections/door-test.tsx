// One pulse of the door to try it. Renderer.

import { useState, type ReactElement } from 'react';
import { useAsk } from '../desk-context.ts';
import { Action } from '../parts/action.tsx';
import { Refused } from '../parts/panel.tsx';
import { MovedWord, type Moved } from '../release.tsx';
import { useWords } from '../strings/words.ts';

export function DoorTest(): ReactElement {
  const { settings, working } = useWords();
  const { run, refusal, isBusy } = useAsk();
  const [moved, setMoved] = useState<Moved | null>(null);
  const test = (): void => {
    setMoved(null);
    void run({ ask: 'door:test', reason: settings.doorTestReason }).then(setMoved);
  };
  return (
    <div className="stack">
      <p className="muted">{settings.doorTestText}</p>
      <div className="row">
        <Action
          kind="danger"
          label={isBusy ? working : settings.doorTest}
          isBusy={isBusy}
          onPress={test}
        />
      </div>
      <Refused refusal={refusal} />
      {moved !== null && <MovedWord moved={moved} />}
    </div>
  );
}
