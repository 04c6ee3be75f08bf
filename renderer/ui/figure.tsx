// A little head that does what is asked, again and again, as in a mirror: to be understood without reading. Renderer.

import './figure.css';
import type { ReactElement } from 'react';
import type { Action } from '#core/challenge/index.ts';

/** Null: looks straight ahead. */
export function Figure({ action }: { readonly action: Action | null }): ReactElement {
  return (
    <svg
      // Anew for each motion, so that it begins from the front.
      key={action}
      className={action === null ? 'figure' : `figure figure--${MOTION[action]}`}
      viewBox="14 6 92 114"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path className="figure__shoulders" d="M18 118c3-15 15-20 30-22M102 118c-3-15-15-20-30-22" />
      <ellipse className="figure__skull" cx="60" cy="54" rx="34" ry="44" />
      <g className="figure__features">
        <g className="figure__eyes">
          <ellipse cx="47" cy="48" rx="4" ry="5.5" />
          <ellipse cx="73" cy="48" rx="4" ry="5.5" />
        </g>
        <path className="figure__lids" d="M40 49c4 4 10 4 14 0M66 49c4 4 10 4 14 0" />
        <path className="figure__nose" d="M60 52v10" />
        <path className="figure__mouth" d="M49 75h22" />
        <path className="figure__smile" d="M43 71c8 12 26 12 34 0" />
      </g>
    </svg>
  );
}

const MOTION: Readonly<Record<Action, string>> = {
  BLINK: 'blink',
  'LOOK LEFT': 'left',
  'LOOK RIGHT': 'right',
  'LOOK UP': 'up',
  'LOOK DOWN': 'down',
  SMILE: 'smile',
};
