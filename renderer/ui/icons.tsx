// The page's few pictograms, drawn with strokes in the colour of the text around them. Renderer.

import type { ReactElement, ReactNode } from 'react';

export function Icon({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <svg
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const GateIcon = (): ReactElement => (
  <Icon>
    <path d="M8 27V14a8 8 0 0 1 16 0v13" />
    <circle cx="16" cy="19" r="3" fill="currentColor" stroke="none" />
  </Icon>
);

export const CheckIcon = (): ReactElement => (
  <Icon>
    <path d="m8 17 6 6 11-13" />
  </Icon>
);

export const RetryIcon = (): ReactElement => (
  <Icon>
    <path d="M25 11a10.5 10.5 0 1 0 1.4 7" />
    <path d="M26 5v7h-7" />
  </Icon>
);

export const PersonIcon = (): ReactElement => (
  <Icon>
    <circle cx="16" cy="11" r="5.5" />
    <path d="M5 28c1-6.5 5.5-9 11-9s10 2.5 11 9" />
  </Icon>
);

export const PauseIcon = (): ReactElement => (
  <Icon>
    <path d="M12 9v14M20 9v14" />
  </Icon>
);

export const StillIcon = (): ReactElement => (
  <Icon>
    <ellipse cx="16" cy="16" rx="8.5" ry="11" />
    <path d="M12.5 14v1M19.5 14v1M13 21c1.8 1.2 4.2 1.2 6 0" />
  </Icon>
);

export const TurnIcon = (): ReactElement => (
  <Icon>
    <path d="M6 12h16a5 5 0 0 1 0 10h-4" />
    <path d="m11 6-6 6 6 6" />
  </Icon>
);

export const BulbIcon = (): ReactElement => (
  <Icon>
    <path d="M12 22a8 8 0 1 1 8 0v2h-8zM13 28h6" />
  </Icon>
);

export const SoundOnIcon = (): ReactElement => (
  <Icon>
    <path d="M5 12.5v7h5l7 5.5v-18l-7 5.5z" />
    <path d="M21.5 12a5.5 5.5 0 0 1 0 8M25 8.5a10.5 10.5 0 0 1 0 15" />
  </Icon>
);

export const SoundOffIcon = (): ReactElement => (
  <Icon>
    <path d="M5 12.5v7h5l7 5.5v-18l-7 5.5z" />
    <path d="m22 13 6 6M28 13l-6 6" />
  </Icon>
);
