// The first run: from a kiosk that nobody looks after to one that runs. Renderer.

import { useState, type ReactElement } from 'react';
import { GateIcon } from '#renderer/ui/icons.tsx';
import { useAnswer, useDesk, useDeskState } from '../desk-context.ts';
import { Action } from '../parts/action.tsx';
import { Panel, Refused } from '../parts/panel.tsx';
import { Picture } from '../parts/picture.tsx';
import { CameraChoice } from '../sections/camera-choice.tsx';
import { LightReport } from '../sections/camera.tsx';
import { DoorTest } from '../sections/door-test.tsx';
import type { SettingsField } from '../sections/settings-draft.ts';
import { SettingsForm } from '../sections/settings-form.tsx';
import { useWords } from '../strings/words.ts';
import { Administrator } from './administrator.tsx';

const STEPS = ['administrator', 'camera', 'light', 'door', 'language', 'done'] as const;
type Step = (typeof STEPS)[number];

export function SetUp({ onDone }: { readonly onDone: () => void }): ReactElement {
  const { setUp } = useWords();
  const [step, setStep] = useState<Step>('administrator');
  const index = STEPS.indexOf(step);
  const next = (): void => setStep(STEPS[index + 1] ?? 'done');
  return (
    <div className="set-up">
      <header className="set-up__head">
        <div className="shell__brand">
          <GateIcon />
          <h1>{setUp.title}</h1>
        </div>
        <ol className="steps" aria-label={setUp.progress(index + 1, STEPS.length)}>
          {STEPS.map((name, place) => (
            <li
              key={name}
              aria-current={name === step ? 'step' : undefined}
              className={place < index ? 'is-done' : undefined}
            >
              {setUp.steps[name]}
            </li>
          ))}
        </ol>
      </header>
      <main className="set-up__main" key={step}>
        <StepContent step={step} onNext={next} onDone={onDone} />
      </main>
    </div>
  );
}

interface StepProps {
  readonly step: Step;
  readonly onNext: () => void;
  readonly onDone: () => void;
}

function StepContent({ step, onNext, onDone }: StepProps): ReactElement {
  const words = useWords();
  const { setUp } = words;
  const frame = useDeskState((state) => state.frame);
  const go = (
    <div className="row row--end">
      <Action kind="primary" label={words.next} onPress={onNext} />
    </div>
  );
  switch (step) {
    case 'administrator':
      return <Administrator onNext={onNext} onClose={onDone} />;
    case 'camera':
      return (
        <>
          <Panel title={setUp.steps.camera}>
            <p>{setUp.camera}</p>
            <CameraChoice />
            {go}
          </Panel>
          <Picture frame={frame} />
        </>
      );
    case 'light':
      return (
        <>
          <div className="stack">
            <p>{setUp.light}</p>
            <LightReport />
            {go}
          </div>
          <Picture frame={frame} />
        </>
      );
    case 'door':
      return (
        <>
          <Panel title={setUp.steps.door}>
            <p>{setUp.door}</p>
            <SomeSettings section="door" />
          </Panel>
          <Panel title={words.settings.doorTest}>
            <p>{setUp.doorTest}</p>
            <DoorTest />
            {go}
          </Panel>
        </>
      );
    case 'language':
      return (
        <Panel title={setUp.steps.language}>
          <p>{setUp.language}</p>
          <SomeSettings section="locale" />
          {go}
        </Panel>
      );
    case 'done':
      return (
        <Panel title={setUp.doneTitle}>
          <p>{setUp.done}</p>
          <div className="row">
            <Action kind="primary" label={setUp.finish} onPress={onDone} />
          </div>
        </Panel>
      );
  }
}

const READ = { ask: 'settings:read' } as const;

/** What a door cannot do without; hours, contacts and the like can wait for the settings. */
const DOOR_FIRST: readonly string[] = ['door.driver', 'door.id', 'door.pulseMs'];

const isFirst = ({ name, drivers }: SettingsField, section: string): boolean =>
  section === 'door'
    ? DOOR_FIRST.includes(name) || (name.startsWith('door.') && drivers.length > 0)
    : name === section;

function SomeSettings({ section }: { readonly section: string }): ReactElement {
  const words = useWords();
  const { refresh } = useDesk();
  const { answer, refusal, reload } = useAnswer(READ);
  if (answer === null) {
    return refusal === null ? (
      <p className="muted">{words.loading}</p>
    ) : (
      <Refused refusal={refusal} />
    );
  }
  return (
    <SettingsForm
      key={answer.sha256}
      fields={answer.fields.filter((field) => isFirst(field, section))}
      onWritten={() => {
        reload();
        void refresh();
      }}
    />
  );
}
