// Opens the door at an operator's word: a reason first, then what came of it. Renderer.

import { useState, type ReactElement } from 'react';
import type { AnswerTo } from '#core/protocol/index.ts';
import { useAsk } from './desk-context.ts';
import { Action } from './parts/action.tsx';
import { CheckField, TextField } from './parts/field.tsx';
import { Modal } from './parts/modal.tsx';
import { Refused, Word } from './parts/panel.tsx';
import { useWords } from './strings/words.ts';

export type Moved = AnswerTo<{ ask: 'release'; reason: string; extended: boolean }>;

export function Release({ onClose }: { readonly onClose: () => void }): ReactElement {
  const words = useWords();
  const { run, refusal, isBusy } = useAsk();
  const [reason, setReason] = useState('');
  const [extended, setExtended] = useState(false);
  const [moved, setMoved] = useState<Moved | null>(null);
  return (
    <Modal title={words.release.title} onClose={onClose}>
      {moved === null ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void run({ ask: 'release', reason, extended }).then(setMoved);
          }}
        >
          <p>{words.release.text}</p>
          <TextField
            label={words.release.reason}
            help={words.release.reasonHelp}
            value={reason}
            onChange={setReason}
            takesFocus
            isRequired
          />
          <CheckField label={words.release.extended} isOn={extended} onChange={setExtended} />
          <Refused refusal={refusal} />
          <div className="row row--end">
            <Action label={words.cancel} onPress={onClose} />
            <Action
              kind="danger"
              label={isBusy ? words.working : words.release.submit}
              isBusy={isBusy}
              isDisabled={!isReason(reason)}
            />
          </div>
        </form>
      ) : (
        <MovedWord moved={moved} />
      )}
    </Modal>
  );
}

/** The main side's own bound: shorter is no reason. */
export const isReason = (text: string): boolean => text.trim().length >= 3;

/** What the door said, and where it stands in the log. */
export function MovedWord({ moved }: { readonly moved: Moved }): ReactElement {
  const words = useWords();
  const text = {
    pulsed: words.release.done,
    shut: words.doors.shut,
    fault: words.release.fault(moved.message ?? words.doors.fault),
  }[moved.door];
  return (
    <div className="stack">
      <Word tone={moved.door === 'fault' ? 'bad' : 'good'} text={text} />
      <p className="muted selectable">{words.release.logged(moved.id)}</p>
    </div>
  );
}
