// How well the face sits in the oval, as a bar that fills. Renderer.

import './match-bar.css';
import type { ReactElement } from 'react';
import { useLiveValue, type ReadShare } from './use-live-value.ts';

export interface MatchBarProps {
  readonly label: string;
  readonly read: ReadShare;
}

export function MatchBar({ label, read }: MatchBarProps): ReactElement {
  const bar = useLiveValue<HTMLDivElement>(read);
  return (
    <div
      ref={bar}
      className="match-bar"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      <div className="match-bar__value" />
    </div>
  );
}
