// An assisted check: the operator starts it, watches, and decides with a reason. The door waits for that word. Renderer.

import { useState, type ReactElement } from 'react';
import type { Decision } from '#core/session/index.ts';
import { useAsk, useDeskState } from '../desk-context.ts';
import { Action } from '../parts/action.tsx';
import { TextField } from '../parts/field.tsx';
import { Panel, Refused, Word } from '../parts/panel.tsx';
import { isReason, MovedWord, type Moved } from '../release.tsx';
import { useWords } from '../strings/words.ts';
import { useSubjectsWords } from '../subjects-words.ts';
import { Evidence, Result } from './live.tsx';

export function Assisted(): ReactElement {
  const awaitsDecision = useDeskState((state) => state.live?.awaitsDecision ?? false);
  const isRunning = useDeskState(
    ({ live }) => live?.assisted === true && live.phase !== 'idle' && !live.awaitsDecision,
  );
  const [decided, setDecided] = useState<Decided | null>(null);
  return (
    <div className="live live--assisted">
      {isRunning ? (
        <Running />
      ) : awaitsDecision ? (
        <Decide onDecided={setDecided} />
      ) : (
        <Start decided={decided} onStart={() => setDecided(null)} />
      )}
      <Evidence />
    </div>
  );
}

interface Decided {
  readonly decision: Decision;
  readonly moved: Moved;
}

interface StartProps {
  readonly decided: Decided | null;
  readonly onStart: () => void;
}

function Start({ decided, onStart }: StartProps): ReactElement {
  const { assisted, desk } = useWords();
  const { run, refusal, isBusy } = useAsk();
  return (
    <Panel area="assisted" title={decided === null ? desk.sections.assisted : assisted.decide}>
      {decided === null ? (
        <p>{assisted.intro}</p>
      ) : (
        <>
          <Word
            tone={decided.decision === 'grant' ? 'good' : 'caution'}
            text={decided.decision === 'grant' ? assisted.granted : assisted.denied}
          />
          <MovedWord moved={decided.moved} />
        </>
      )}
      <Refused refusal={refusal} />
      <div className="row">
        <Action
          kind="primary"
          label={decided === null ? assisted.start : assisted.again}
          isBusy={isBusy}
          onPress={() => {
            onStart();
            void run({ ask: 'assisted:start' });
          }}
        />
      </div>
    </Panel>
  );
}

/** The subject stands at the same screen: what they are asked is large. */
function Running(): ReactElement {
  const { assisted } = useWords();
  const { run, refusal, isBusy } = useAsk();
  const told = useSubjectsWords();
  return (
    <Panel area="assisted" title={assisted.running}>
      <p className="asked" role="status">
        {told}
      </p>
      <Refused refusal={refusal} />
      <div className="row">
        <Action
          label={assisted.stop}
          isBusy={isBusy}
          onPress={() => void run({ ask: 'assisted:cancel' })}
        />
      </div>
    </Panel>
  );
}

function Decide({ onDecided }: { readonly onDecided: (decided: Decided) => void }): ReactElement {
  const { assisted } = useWords();
  const { run, refusal, isBusy } = useAsk();
  const last = useDeskState((state) => state.live?.last ?? null);
  const [reason, setReason] = useState('');
  async function decide(decision: Decision): Promise<void> {
    const moved = await run({ ask: 'assisted:decide', decision, reason });
    if (moved !== null) onDecided({ decision, moved });
  }
  return (
    <Panel area="assisted" title={assisted.decide}>
      {last !== null && (
        <>
          <h3>{assisted.result}</h3>
          <Result result={last} />
        </>
      )}
      <form className="stack" onSubmit={(event) => event.preventDefault()}>
        <TextField
          label={assisted.reason}
          value={reason}
          onChange={setReason}
          takesFocus
          isRequired
        />
        <div className="row">
          {assisted.reasons.map((each) => (
            <Action key={each} kind="quiet" label={each} onPress={() => setReason(each)} />
          ))}
        </div>
        {last !== null && last.outcome !== 'bona-fide' && (
          <Word tone="caution" text={assisted.against} />
        )}
        <Refused refusal={refusal} />
        <div className="row">
          <Action
            kind="primary"
            label={assisted.grant}
            isBusy={isBusy}
            isDisabled={!isReason(reason)}
            onPress={() => void decide('grant')}
          />
          <Action
            kind="danger"
            label={assisted.deny}
            isBusy={isBusy}
            isDisabled={!isReason(reason)}
            onPress={() => void decide('deny')}
          />
        </div>
      </form>
    </Panel>
  );
}
