// Which entries of the log are wanted. Renderer.

import type { ReactElement } from 'react';
import { DECISIONS, OUTCOMES, type EntryFilter } from '#core/protocol/index.ts';
import { REASONS } from '#core/session/index.ts';
import { fromLocalTime, localTime } from '../format.ts';
import { Action } from '../parts/action.tsx';
import { CheckField, SelectField, TextField } from '../parts/field.tsx';
import { useWords } from '../strings/words.ts';

const HOUR_MS = 3_600_000;
const RANGES = { day: 24 * HOUR_MS, week: 168 * HOUR_MS, month: 720 * HOUR_MS } as const;
type Range = keyof typeof RANGES | 'all' | 'own';
const RANGE_NAMES: readonly Range[] = ['day', 'week', 'month', 'all', 'own'];

export interface Wanted extends Omit<EntryFilter, 'fromMs' | 'toMs'> {
  readonly range: Range;
  /** Of a range of one's own, as the fields have them. */
  readonly from: string;
  readonly to: string;
}

export const ENTRIES: Wanted = {
  range: 'day',
  from: '',
  to: '',
  outcome: null,
  decision: null,
  reason: null,
  events: true,
};

export function filterOf({ range, from, to, ...rest }: Wanted, nowMs: number): EntryFilter {
  switch (range) {
    case 'all':
      return { ...rest, fromMs: null, toMs: null };
    case 'own':
      return { ...rest, fromMs: fromLocalTime(from), toMs: fromLocalTime(to) };
    case 'day':
    case 'week':
    case 'month':
      return { ...rest, fromMs: nowMs - RANGES[range], toMs: null };
  }
}

/** To begin with, where somebody wants a range of their own. */
function lastDay(): Partial<Wanted> {
  const now = Date.now();
  return { range: 'own', from: localTime(now - RANGES.day), to: localTime(now) };
}

export interface FiltersProps {
  readonly wanted: Wanted;
  readonly onChange: (wanted: Wanted) => void;
}

export function Filters({ wanted, onChange }: FiltersProps): ReactElement {
  const words = useWords();
  const { decisions } = words;
  const change = (part: Partial<Wanted>): void => onChange({ ...wanted, ...part });
  return (
    <div className="filters">
      <div className="row" role="group" aria-label={decisions.range}>
        {RANGE_NAMES.map((range) => (
          <Action
            key={range}
            kind="quiet"
            label={decisions.ranges[range]}
            isPressed={wanted.range === range}
            onPress={() => change(range === 'own' ? lastDay() : { range })}
          />
        ))}
      </div>
      {wanted.range === 'own' && (
        <>
          <TextField
            type="datetime-local"
            label={decisions.from}
            value={wanted.from}
            onChange={(from) => change({ from })}
          />
          <TextField
            type="datetime-local"
            label={decisions.to}
            value={wanted.to}
            onChange={(to) => change({ to })}
          />
        </>
      )}
      <AnyOf
        label={decisions.decision}
        value={wanted.decision}
        of={DECISIONS}
        names={words.verdicts}
        onChange={(decision) => change({ decision })}
      />
      <AnyOf
        label={decisions.outcome}
        value={wanted.outcome}
        of={OUTCOMES}
        names={words.outcomes}
        onChange={(outcome) => change({ outcome })}
      />
      <AnyOf
        label={decisions.reason}
        value={wanted.reason}
        of={REASONS}
        names={words.reasons}
        onChange={(reason) => change({ reason })}
      />
      <CheckField
        label={decisions.events}
        isOn={wanted.events}
        onChange={(events) => change({ events })}
      />
    </div>
  );
}

interface AnyOfProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly of: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly onChange: (value: T | null) => void;
}

/** One of them, or all: which is the empty choice. */
function AnyOf<T extends string>({
  label,
  value,
  of,
  names,
  onChange,
}: AnyOfProps<T>): ReactElement {
  const { all } = useWords();
  const options: readonly (readonly [T | '', string])[] = [
    ['', all],
    ...of.map((each) => [each, names[each]] as const),
  ];
  return (
    <SelectField
      label={label}
      value={value ?? ''}
      options={options}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
    />
  );
}
