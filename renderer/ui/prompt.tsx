// The one thing that the subject is asked to do now, in words and as a picture. Read aloud when it changes. Renderer.

import './prompt.css';
import type { ReactElement, ReactNode } from 'react';
import type { Action } from '#core/challenge/index.ts';
import type { Cue } from '#renderer/speech/cue.ts';
import { Figure } from './figure.tsx';
import { HintSign, type Sign } from './hint-sign.tsx';
import { WAYS } from './motion.ts';
import { useCue } from './use-cue.ts';
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
  useCue(cueOf(shown));
  return (
    <div className={shown.kind === 'mend' ? 'prompt prompt--mend' : 'prompt'}>
      {shown.kind === 'mend' ? <HintSign sign={shown.sign} /> : <Figure action={shown.action} />}
      {/* An alert is read when it appears as well: each phase brings its own. */}
      <div role="alert" aria-live="assertive">
        <h1>{shown.title}</h1>
      </div>
      <p className="prompt__text" role="status">
        {shown.kind === 'ask' && shown.text}
      </p>
      {children}
    </div>
  );
}

/** How it is said. While a motion is asked for, its title says all that a listener can use. */
function cueOf(shown: Instruction): Cue {
  if (shown.kind === 'mend') {
    const tone = shown.sign === 'to-left' ? 'left' : shown.sign === 'to-right' ? 'right' : null;
    return { title: shown.title, detail: null, tone: tone ?? 'attention', pace: 'settled' };
  }
  const { action, title, text } = shown;
  if (action === null) return { title, detail: text, tone: 'attention', pace: 'at-once' };
  return { title, detail: null, tone: WAYS[action] ?? 'attention', pace: 'at-once' };
}

/** Two instructions of one name are the same to read. */
const nameOf = (instruction: Instruction): string =>
  instruction.kind === 'mend' ? instruction.title : `${instruction.title}\n${instruction.text}`;
