// The one thing that the subject is asked to do now, in words and as a picture. Read aloud when it changes. Renderer.

import './prompt.css';
import type { ReactElement, ReactNode } from 'react';
import type { Action } from '#core/challenge/index.ts';
import { Figure } from './figure.tsx';
import { HintSign, type Sign } from './hint-sign.tsx';
import { useDwell } from './use-dwell.ts';

/** Either something to mend, which comes first and alone, or what the phase asks for, with a line on how. */
export type Instruction =
  | { readonly kind: 'mend'; readonly sign: Sign; readonly title: string }
  | {
      readonly kind: 'ask';
      /** What the figure does; null looks straight ahead. */
      readonly action: Action | null;
      readonly title: string;
      readonly text: string;
    };

export interface PromptProps {
  readonly instruction: Instruction;
  readonly children?: ReactNode;
}

/** Long enough to read three words, short enough to be of use. */
const DWELL_MS = 700;

export function Prompt({ instruction, children }: PromptProps): ReactElement {
  // A challenge does not wait: its time is running.
  const isUrgent = instruction.kind === 'ask' && instruction.action !== null;
  const shown = useDwell(instruction, isUrgent ? 0 : DWELL_MS, nameOf(instruction));
  return (
    <div className={shown.kind === 'mend' ? 'prompt prompt--mend' : 'prompt'}>
      {shown.kind === 'mend' ? <HintSign sign={shown.sign} /> : <Figure action={shown.action} />}
      <h1 aria-live="assertive">{shown.title}</h1>
      <p className="prompt__text" role="status">
        {shown.kind === 'ask' && shown.text}
      </p>
      {children}
    </div>
  );
}

/** Two instructions of one name are the same to read. */
const nameOf = (instruction: Instruction): string =>
  instruction.kind === 'mend' ? instruction.title : `${instruction.title}\n${instruction.text}`;
