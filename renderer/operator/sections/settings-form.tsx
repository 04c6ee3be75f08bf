// Some of the settings as a form: checked and previewed before they are written. Renderer.

import { useState, type ReactElement } from 'react';
import type { AnswerTo } from '#core/protocol/index.ts';
import { useAsk } from '../desk-context.ts';
import { Action } from '../parts/action.tsx';
import { CheckField, SelectField, TextField } from '../parts/field.tsx';
import { Modal } from '../parts/modal.tsx';
import { Refused, Word } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';
import { ChangesTable } from './settings-preview.tsx';
import {
  changesOf,
  textOf,
  visibleFields,
  type Draft,
  type SettingsField,
} from './settings-draft.ts';

type Checked = AnswerTo<{ ask: 'settings:check'; changes: Record<string, never> }>;
export type Written = AnswerTo<{ ask: 'settings:write'; changes: Record<string, never> }>;

export interface SettingsFormProps {
  readonly fields: readonly SettingsField[];
  readonly onWritten: (written: Written) => void;
}

export function SettingsForm({ fields, onWritten }: SettingsFormProps): ReactElement {
  const { settings, ...words } = useWords();
  const { run, refusal, isBusy, forget } = useAsk();
  const [draft, setDraft] = useState<Draft>({});
  const [checked, setChecked] = useState<Checked | null>(null);
  const shown = visibleFields(fields, draft);
  const { changes, unreadable } = changesOf(shown, draft);
  const isChanged = Object.keys(changes).length > 0 || unreadable.length > 0;
  const problems = new Map([
    ...(checked?.problems ?? []).map(({ name, message }) => [name, message] as const),
    ...unreadable.map((name) => [name, settings.badJson] as const),
  ]);
  // A problem of a part is shown at the setting that has it.
  const problemOf = (name: string): string | null =>
    problems.get(name) ?? [...problems].find(([each]) => each.startsWith(`${name}.`))?.[1] ?? null;
  const elsewhere = [...problems].filter(
    ([name]) => !shown.some((field) => name === field.name || name.startsWith(`${field.name}.`)),
  );

  async function check(): Promise<void> {
    if (unreadable.length > 0) return;
    setChecked(await run({ ask: 'settings:check', changes }));
  }
  async function write(): Promise<void> {
    const written = await run({ ask: 'settings:write', changes });
    if (written === null) return;
    setChecked(null);
    setDraft({});
    onWritten(written);
  }

  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <div className="form__fields">
        {shown.map((field) => (
          <Setting
            key={field.name}
            field={field}
            text={draft[field.name] ?? textOf(field)}
            error={problemOf(field.name)}
            onChange={(text) => {
              setDraft({ ...draft, [field.name]: text });
              setChecked(null);
            }}
          />
        ))}
      </div>
      {problems.size > 0 && <Word tone="bad" text={settings.problems} />}
      {elsewhere.map(([name, message]) => (
        <Word key={name} tone="bad" text={`${name}: ${message}`} />
      ))}
      <Refused refusal={refusal} />
      <div className="row">
        <Action
          kind="primary"
          label={isBusy ? words.working : settings.check}
          isBusy={isBusy}
          isDisabled={!isChanged}
        />
        {isChanged && <Action label={settings.discard} onPress={() => setDraft({})} />}
        {isChanged && <span className="muted">{settings.unsaved}</span>}
      </div>
      {checked !== null && checked.problems.length === 0 && (
        <Modal title={settings.preview} onClose={() => setChecked(null)}>
          <div className="stack">
            {checked.changed.length === 0 ? (
              <p>{settings.noChanges}</p>
            ) : (
              <ChangesTable changed={checked.changed} />
            )}
            <p className="muted">{settings.what}</p>
            <Refused refusal={refusal} />
            <div className="row row--end">
              <Action
                label={words.back}
                onPress={() => {
                  setChecked(null);
                  forget();
                }}
              />
              <Action
                kind="primary"
                label={isBusy ? words.working : settings.write}
                isBusy={isBusy}
                isDisabled={checked.changed.length === 0}
                onPress={() => void write()}
              />
            </div>
          </div>
        </Modal>
      )}
    </form>
  );
}

interface SettingProps {
  readonly field: SettingsField;
  readonly text: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
}

function Setting({ field, text, error, onChange }: SettingProps): ReactElement {
  const { settings, none } = useWords();
  const named = settings.fields[field.name];
  const range = settings.range(field.min, field.max);
  const about = [named?.help, range].filter((each) => each !== undefined && each !== '');
  const common = { label: named?.label ?? field.name, help: about.join(' · '), error, onChange };
  switch (field.kind) {
    case 'boolean':
      return (
        <CheckField
          {...common}
          isOn={text === 'true'}
          onChange={(isOn) => onChange(String(isOn))}
        />
      );
    case 'choice': {
      const choices = field.choices.map((each) => [each, each] as const);
      return (
        <SelectField
          {...common}
          value={text}
          options={field.nullable ? [['', none], ...choices] : choices}
        />
      );
    }
    case 'secret':
      return (
        <TextField
          {...common}
          label={`${common.label} (${field.isSet ? settings.set : settings.unset})`}
          help={settings.replace}
          type="password"
          autoComplete="new-password"
          value={text}
        />
      );
    case 'number':
      return <TextField {...common} inputMode="numeric" value={text} unit={named?.unit} />;
    case 'json':
      return <TextField {...common} value={text} rows={3} />;
    case 'text':
      return <TextField {...common} value={text} />;
  }
}
