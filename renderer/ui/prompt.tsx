// What the subject is asked to do, and one hint. Both are read aloud when they change. Renderer.

import './prompt.css';
import type { ReactElement, ReactNode } from 'react';
import type { CaptureIssue } from '#core/quality/index.ts';
import { useStrings } from './page-context.ts';
import { useDwell } from './use-dwell.ts';

export interface PromptProps {
  readonly title: string;
  /** What is to be mended first; it replaces `text`. */
  readonly hint: CaptureIssue | null;
  readonly text: string;
  /** The same without words. */
  readonly sign?: ReactNode;
  readonly children?: ReactNode;
}

/** Long enough to read three words, short enough to be of use. */
const DWELL_MS = 700;

export function Prompt({ title, hint, text, sign, children }: PromptProps): ReactElement {
  const { hints } = useStrings();
  const shown = useDwell(hint, DWELL_MS);
  return (
    <div className="prompt">
      {sign}
      <h1 aria-live="assertive">{title}</h1>
      <p
        className={shown === null ? 'prompt__hint' : 'prompt__hint prompt__hint--caution'}
        role="status"
      >
        {shown === null ? text : hints[shown]}
      </p>
      {children}
    </div>
  );
}
