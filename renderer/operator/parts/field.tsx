// The console's form fields: each with its label, what it is for, and what is wrong with it. Renderer.

import { useId, type ReactElement } from 'react';

interface Described {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | null;
}

export interface TextFieldProps extends Described {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'datetime-local';
  readonly inputMode?: 'text' | 'numeric';
  /** Says to password stores of a browser what it is: none of ours. */
  readonly autoComplete?: 'off' | 'username' | 'current-password' | 'new-password';
  readonly takesFocus?: boolean;
  readonly isRequired?: boolean;
  /** After the value, as `ms`. */
  readonly unit?: string | undefined;
  readonly rows?: number;
}

export function TextField(props: TextFieldProps): ReactElement {
  const id = useId();
  const { value, onChange, unit, rows } = props;
  const { type = 'text', autoComplete = 'off', takesFocus = false, isRequired = false } = props;
  const common = {
    id,
    value,
    required: isRequired,
    autoFocus: takesFocus,
    'aria-invalid': typeof props.error === 'string',
    'aria-describedby': `${id}-about`,
  };
  return (
    <Labelled {...props} id={id}>
      <div className="field__line">
        {rows === undefined ? (
          <input
            {...common}
            type={type}
            inputMode={props.inputMode ?? 'text'}
            autoComplete={autoComplete}
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <textarea
            {...common}
            rows={rows}
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
        {unit !== undefined && <span className="field__unit">{unit}</span>}
      </div>
    </Labelled>
  );
}

export interface SelectFieldProps<T extends string> extends Described {
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}

export function SelectField<T extends string>(props: SelectFieldProps<T>): ReactElement {
  const id = useId();
  const { value, options, onChange } = props;
  return (
    <Labelled {...props} id={id}>
      <select
        id={id}
        value={value}
        aria-invalid={typeof props.error === 'string'}
        aria-describedby={`${id}-about`}
        onChange={(event) => {
          const chosen = options.find(([option]) => option === event.target.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {options.map(([option, label]) => (
          <option key={option} value={option}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export interface CheckFieldProps extends Described {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function CheckField({ label, help, error, isOn, onChange }: CheckFieldProps): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={isOn}
          aria-describedby={`${id}-about`}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      <About id={id} help={help} error={error ?? null} />
    </div>
  );
}

function Labelled({
  id,
  label,
  help,
  error,
  children,
}: Described & { readonly id: string; readonly children: ReactElement }): ReactElement {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      <About id={id} help={help} error={error ?? null} />
    </div>
  );
}

interface AboutProps {
  readonly id: string;
  readonly help: string | undefined;
  readonly error: string | null;
}

function About({ id, help, error }: AboutProps): ReactElement {
  return (
    <p id={`${id}-about`} className={error === null ? 'field__help' : 'field__error'}>
      {error ?? help}
    </p>
  );
}
