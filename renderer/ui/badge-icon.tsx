// The signs of the way in without a face. Renderer.

import type { ReactElement } from 'react';

/** A badge, and the waves of its reader. */
export function BadgeIcon(): ReactElement {
  return (
    <svg viewBox="0 0 48 48" fill="none" stroke="currentColor" strokeWidth="3" aria-hidden>
      <rect x="5" y="8" width="22" height="32" rx="4" />
      <circle cx="16" cy="20" r="4" />
      <path d="M10 32c1-4 11-4 12 0" strokeLinecap="round" />
      <path d="M33 17a10 10 0 0 1 0 14M38 12a17 17 0 0 1 0 24" strokeLinecap="round" />
    </svg>
  );
}

export function EraseIcon(): ReactElement {
  return (
    <svg viewBox="0 0 48 48" fill="none" stroke="currentColor" strokeWidth="3.5" aria-hidden>
      <path d="M17 10h24v28H17L5 24z" strokeLinejoin="round" />
      <path d="m24 19 10 10m0-10L24 29" strokeLinecap="round" />
    </svg>
  );
}
