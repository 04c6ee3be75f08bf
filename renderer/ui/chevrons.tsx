// Chevrons beside the mirror, pointing to where the head shall turn. Renderer.

import './chevrons.css';
import type { ReactElement } from 'react';

export function Chevrons({ side }: { readonly side: 'left' | 'right' }): ReactElement {
  return (
    <div className={`chevrons chevrons--${side}`} aria-hidden="true">
      {['outer', 'middle', 'inner'].map((place) => (
        <svg key={place} viewBox="5 2 20 44" fill="none" stroke="currentColor">
          <path d="M22 6 8 24l14 18" strokeWidth="5" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      ))}
    </div>
  );
}
