// The kiosk's settings, section by section, and the door's test. Renderer.

import { useState, type ReactElement } from 'react';
import { useAnswer, useDesk } from '../desk-context.ts';
import { Action } from '../parts/action.tsx';
import { Panel, Refused, Word } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';
import { DoorTest } from './door-test.tsx';
import { sectionsOf } from './settings-draft.ts';
import { SettingsForm, type Written } from './settings-form.tsx';

const READ = { ask: 'settings:read' } as const;

export function Settings(): ReactElement {
  const words = useWords();
  const { refresh } = useDesk();
  const { answer, refusal, reload } = useAnswer(READ);
  const [written, setWritten] = useState<Written | null>(null);
  const [current, setCurrent] = useState('door');
  if (answer === null) {
    return (
      <Panel title={words.desk.sections.settings}>
        {refusal === null ? (
          <p className="muted">{words.loading}</p>
        ) : (
          <Refused refusal={refusal} />
        )}
      </Panel>
    );
  }
  const sections = sectionsOf(answer.fields);
  return (
    <div className="settings">
      <nav className="tabs" aria-label={words.desk.sections.settings}>
        {sections.map((name) => (
          <Action
            key={name}
            kind="quiet"
            label={words.settings.sections[name] ?? name}
            isPressed={name === current}
            onPress={() => setCurrent(name)}
          />
        ))}
      </nav>
      {written !== null && <Word tone="good" text={words.settings.applied[written.applied]} />}
      <Panel title={words.settings.sections[current] ?? current}>
        <SettingsForm
          // Of these very values: what was typed against others is not kept.
          key={`${answer.sha256} ${current}`}
          fields={answer.fields.filter(({ name }) => name.split('.')[0] === current)}
          onWritten={(given) => {
            setWritten(given);
            reload();
            void refresh();
          }}
        />
      </Panel>
      {current === 'door' && (
        <Panel title={words.settings.doorTest}>
          <DoorTest />
        </Panel>
      )}
    </div>
  );
}
