// Enrolling a person: who it is, what they agree to, the session, and what came of it; below, who is enrolled. Renderer.

import './enrolment.css';
import { useState, type ReactElement } from 'react';
import type { AnswerTo, OperatorAsk } from '#core/protocol/index.ts';
import { useStore } from 'zustand';
import { usePage } from '#renderer/ui/page-context.ts';
import { useAnswer, useAsk } from '../desk-context.ts';
import { Action } from '../parts/action.tsx';
import { TextField } from '../parts/field.tsx';
import { Panel, Refused, Word } from '../parts/panel.tsx';
import { Picture } from '../parts/picture.tsx';
import { useWords } from '../strings/words.ts';
import { useSubjectsWords } from '../subjects-words.ts';
import { Consent } from './enrolment-consent.tsx';
import { Enrolled } from './enrolment-list.tsx';

const LIST = { ask: 'enrolment:list' } as const;

type Added = AnswerTo<Extract<OperatorAsk, { ask: 'enrolment:add' }>>;
type Given = Extract<OperatorAsk, { ask: 'enrolment:add' }>['consent']['given'];

type Step =
  | { readonly at: 'who'; readonly note: string | null }
  | { readonly at: 'consent' }
  | { readonly at: 'running' }
  | { readonly at: 'done'; readonly added: Added };

export function Enrolment(): ReactElement {
  const { enrolment } = useWords();
  const locale = useStore(usePage().choice.store, (choice) => choice.locale);
  const list = useAnswer(LIST);
  const { run, refusal, forget } = useAsk();
  const [step, setStep] = useState<Step>({ at: 'who', note: null });
  const [externalId, setExternalId] = useState('');

  async function enrol(given: Given): Promise<void> {
    setStep({ at: 'running' });
    const added = await run({ ask: 'enrolment:add', externalId, consent: { locale, given } });
    if (added?.kind === 'enrolled') list.take(added.list);
    setStep(added === null ? { at: 'who', note: null } : { at: 'done', added });
  }

  switch (step.at) {
    case 'consent':
      return (
        <Consent
          name={externalId.trim()}
          retentionDays={list.answer?.retentionDays ?? null}
          onAgree={(given) => void enrol(given)}
          onDecline={() => setStep({ at: 'who', note: enrolment.declined })}
        />
      );
    case 'running':
      return <Running name={externalId.trim()} />;
    case 'done':
    case 'who':
      return (
        <div className="enrolment">
          {step.at === 'done' ? (
            <Done
              added={step.added}
              onNext={() => {
                if (step.added.kind === 'enrolled') setExternalId('');
                setStep({ at: 'who', note: null });
              }}
            />
          ) : (
            <Who
              externalId={externalId}
              note={step.note}
              refused={<Refused refusal={refusal ?? list.refusal} />}
              isReady={list.answer !== null}
              onChange={setExternalId}
              onNext={() => {
                forget();
                setStep({ at: 'consent' });
              }}
            />
          )}
          {list.answer !== null && <Enrolled list={list.answer} onRemoved={list.take} />}
        </div>
      );
  }
}

interface WhoProps {
  readonly externalId: string;
  readonly note: string | null;
  readonly refused: ReactElement;
  readonly isReady: boolean;
  readonly onChange: (externalId: string) => void;
  readonly onNext: () => void;
}

function Who({ externalId, note, refused, isReady, onChange, onNext }: WhoProps): ReactElement {
  const { enrolment } = useWords();
  return (
    <Panel title={enrolment.title}>
      <p>{enrolment.intro}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onNext();
        }}
      >
        <TextField
          label={enrolment.id}
          help={enrolment.idHelp}
          value={externalId}
          onChange={onChange}
          takesFocus
          isRequired
        />
        {note !== null && <Word tone="caution" text={note} />}
        {refused}
        <div className="row">
          <Action
            kind="primary"
            label={enrolment.ask}
            isDisabled={!isReady || externalId.trim() === ''}
          />
        </div>
      </form>
    </Panel>
  );
}

/** The subject stands at the same screen: what they are asked is large, and they see themselves. */
function Running({ name }: { readonly name: string }): ReactElement {
  const { enrolment } = useWords();
  const { run, isBusy } = useAsk();
  const told = useSubjectsWords();
  const locale = useStore(usePage().choice.store, (choice) => choice.locale);
  return (
    <Panel title={enrolment.running(name)}>
      <div className="enrolment__running">
        <p className="asked" role="status" lang={locale} dir="auto">
          {told}
        </p>
        <Picture frame={null} />
      </div>
      <div className="row">
        <Action
          label={enrolment.stop}
          isBusy={isBusy}
          onPress={() => void run({ ask: 'enrolment:cancel' })}
        />
      </div>
    </Panel>
  );
}

function Done({
  added,
  onNext,
}: {
  readonly added: Added;
  readonly onNext: () => void;
}): ReactElement {
  const { enrolment, reasons } = useWords();
  const isEnrolled = added.kind === 'enrolled';
  return (
    <Panel title={enrolment.title}>
      {isEnrolled ? (
        <>
          <Word tone="good" text={enrolment.enrolled(added.externalId)} />
          {added.resembles !== null && (
            <Word tone="caution" text={enrolment.resembles(added.resembles)} />
          )}
        </>
      ) : (
        <>
          <Word tone="caution" text={`${enrolment.failed} ${enrolment.why[added.why]}`} />
          {added.why === 'not-live' && (
            <p className="muted">{added.reasons.map((each) => reasons[each]).join('. ')}</p>
          )}
        </>
      )}
      <div className="row">
        <Action
          kind="primary"
          label={isEnrolled ? enrolment.another : enrolment.again}
          onPress={onNext}
        />
      </div>
    </Panel>
  );
}
