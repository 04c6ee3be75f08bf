// One dot a challenge: done, open, still to come. Renderer.

import './step-dots.css';
import type { ReactElement } from 'react';

export interface StepDotsProps {
  readonly passed: number;
  readonly total: number;
  readonly label: string;
}

export function StepDots({ passed, total, label }: StepDotsProps): ReactElement {
  return (
    <div className="step-dots" role="img" aria-label={label}>
      {Array.from({ length: total }, (_, i) => (
        <span key={i} className={i < passed ? 'is-passed' : i === passed ? 'is-open' : ''} />
      ))}
    </div>
  );
}
