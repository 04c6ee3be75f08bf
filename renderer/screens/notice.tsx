// A message that fills the screen; the screens without a camera picture are made of it. Renderer.

import './notice.css';
import type { ReactElement, ReactNode } from 'react';

export interface NoticeProps {
  readonly tone: 'plain' | 'good' | 'caution' | 'busy';
  readonly sign: ReactNode;
  readonly title: string;
  /** The one line that matters, then smaller ones. */
  readonly lead: string;
  readonly more?: string;
  /** Not read aloud of itself. */
  readonly children?: ReactNode;
}

export function Notice({ tone, sign, title, lead, more, children }: NoticeProps): ReactElement {
  return (
    <main className="notice">
      <div className={`notice__sign notice__sign--${tone}`}>{sign}</div>
      <div className="notice__lines">
        <div className="notice__words" role={ROLES[tone]}>
          <h1>{title}</h1>
          <p className="notice__lead">{lead}</p>
          {more !== undefined && <p className="muted">{more}</p>}
        </div>
        {children}
      </div>
    </main>
  );
}

/** A result interrupts what a screen reader is reading; what merely is can wait. */
const ROLES: Readonly<Record<NoticeProps['tone'], 'alert' | 'status'>> = {
  plain: 'status',
  busy: 'status',
  good: 'alert',
  caution: 'alert',
};
