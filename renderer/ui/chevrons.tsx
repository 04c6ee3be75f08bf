// Chevrons on the mirror, running the way that the head shall go. Renderer.

import './chevrons.css';
import type { ReactElement } from 'react';
import type { Side } from './motion.ts';

export function Chevrons({ side }: { readonly side: Side }): ReactElement {
  return (
    <div className={`chevrons chevrons--${side}`} aria-hidden="true">
      {['outer', 'middle', 'inner'].map((place) => (
        <svg key={place} viewBox="4 1 22 46" fill="none" strokeLinecap="round">
          <path className="chevrons__edge" d={POINT} />
          <path className="chevrons__line" d={POINT} />
        </svg>
      ))}
    </div>
  );
}

/** To the left; the style turns it. */
const POINT = 'M21 6 9 24l12 18';
