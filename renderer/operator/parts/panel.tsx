// A titled part of a section, and the small things that stand in one. Renderer.

import { useId, type ReactElement, type ReactNode } from 'react';
import type { OperatorRefusal } from '#core/protocol/index.ts';
import { useWords, type OperatorStrings } from '../strings/words.ts';

export interface PanelProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Beside the title. */
  readonly side?: ReactNode;
  /** Its place in the section's grid. */
  readonly area?: string;
}

export function Panel({ title, children, side, area }: PanelProps): ReactElement {
  const id = useId();
  return (
    <section className={area === undefined ? 'panel' : `panel area-${area}`} aria-labelledby={id}>
      <header className="panel__head">
        <h2 id={id}>{title}</h2>
        {side}
      </header>
      {children}
    </section>
  );
}

export type Tone = 'good' | 'bad' | 'caution' | 'plain';

export function Chip({
  tone,
  label,
}: {
  readonly tone: Tone;
  readonly label: string;
}): ReactElement {
  return <span className={`chip chip--${tone}`}>{label}</span>;
}

export type Fact = readonly [label: string, value: ReactNode];

/** Numbers with their names. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactElement {
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the main side said no to, in the operator's words. Speaks up when it appears. */
export function Refused({ refusal }: { readonly refusal: OperatorRefusal | null }): ReactElement {
  const words = useWords();
  return (
    <div role="alert" className="alert">
      {refusal !== null && <p className="word word--bad">{refusalText(refusal, words)}</p>}
    </div>
  );
}

function refusalText(refusal: OperatorRefusal, { refusals }: OperatorStrings): string {
  switch (refusal.code) {
    case 'throttled':
      return refusals.throttled(refusal);
    case 'invalid':
      return refusals.invalid(refusal);
    case 'busy':
      return refusals.busy(refusal);
    case 'unavailable':
      return refusals.unavailable(refusal);
    case 'not-signed-in':
    case 'not-allowed':
    case 'wrong-passphrase':
      return refusals[refusal.code]();
  }
}

/** Something went well, or has to be known. */
export function Word({ tone, text }: { readonly tone: Tone; readonly text: string }): ReactElement {
  return (
    <p className={`word word--${tone}`} role="status">
      {text}
    </p>
  );
}

export interface BarProps {
  readonly label: string;
  /** In [0, 1]; null where there is none. */
  readonly share: number | null;
  readonly text: string;
  readonly tone?: Tone;
}

/** A share as a length, with its number. */
export function Bar({ label, share, text, tone = 'plain' }: BarProps): ReactElement {
  return (
    <div className={`bar bar--${tone}`}>
      <span className="bar__label">{label}</span>
      <span className="bar__text">{text}</span>
      <span className="bar__track" aria-hidden>
        <span style={{ inlineSize: `${Math.min(1, Math.max(0, share ?? 0)) * 100}%` }} />
      </span>
    </div>
  );
}
