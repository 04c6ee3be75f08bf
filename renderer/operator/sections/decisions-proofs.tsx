// Takes the log out of the kiosk, and proves that nobody has changed it. Renderer.

import { useState, type ReactElement } from 'react';
import type { AnswerTo, EntryFilter } from '#core/protocol/index.ts';
import { useAnswer } from '../desk-context.ts';
import { seconds, size } from '../format.ts';
import { Action } from '../parts/action.tsx';
import { Modal } from '../parts/modal.tsx';
import { Refused, Word } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';

const VERIFY = { ask: 'decisions:verify' } as const;
type Verified = AnswerTo<{ ask: 'decisions:verify' }>;

export function Proofs({ filter }: { readonly filter: EntryFilter }): ReactElement {
  const { decisions } = useWords();
  const [asked, setAsked] = useState<'verify' | 'csv' | 'jsonl' | null>(null);
  const close = (): void => setAsked(null);
  return (
    <div className="row">
      <Action kind="quiet" label={decisions.verify} onPress={() => setAsked('verify')} />
      <Action kind="quiet" label={decisions.exportCsv} onPress={() => setAsked('csv')} />
      <Action kind="quiet" label={decisions.exportJsonl} onPress={() => setAsked('jsonl')} />
      {asked === 'verify' && <Verify onClose={close} />}
      {(asked === 'csv' || asked === 'jsonl') && (
        <Export format={asked} filter={filter} onClose={close} />
      )}
    </div>
  );
}

function Verify({ onClose }: { readonly onClose: () => void }): ReactElement {
  const words = useWords();
  const { answer, refusal } = useAnswer(VERIFY);
  return (
    <Modal title={words.decisions.verify} onClose={onClose}>
      {answer === null && refusal === null && <p>{words.working}</p>}
      <Refused refusal={refusal} />
      {answer !== null && <VerifiedWords verified={answer} />}
    </Modal>
  );
}

function VerifiedWords({ verified }: { readonly verified: Verified }): ReactElement {
  const { decisions } = useWords();
  const { entries, checkpoints, tampering, notices, elapsedMs } = verified;
  const sequence = tampering?.sequence ?? null;
  const where = sequence === null ? decisions.nowhere : decisions.entry(sequence);
  return (
    <div className="stack">
      {tampering === null ? (
        <Word tone="good" text={decisions.intact(entries, checkpoints, seconds(elapsedMs))} />
      ) : (
        <Word tone="bad" text={decisions.tampered(tampering.what, where)} />
      )}
      {notices.map((notice) => (
        <p key={notice} className="muted">
          {notice}
        </p>
      ))}
    </div>
  );
}

interface ExportProps {
  readonly format: 'csv' | 'jsonl';
  readonly filter: EntryFilter;
  readonly onClose: () => void;
}

function Export({ format, filter, onClose }: ExportProps): ReactElement {
  const words = useWords();
  const [ask] = useState(() => ({ ask: 'decisions:export', format, filter }) as const);
  const { answer, refusal } = useAnswer(ask);
  const title = format === 'csv' ? words.decisions.exportCsv : words.decisions.exportJsonl;
  return (
    <Modal title={title} onClose={onClose}>
      {answer === null && refusal === null && <p>{words.working}</p>}
      <Refused refusal={refusal} />
      {answer !== null && (
        <Word
          tone="good"
          text={words.decisions.exported(answer.entries, size(answer.bytes), answer.path)}
        />
      )}
    </Modal>
  );
}
