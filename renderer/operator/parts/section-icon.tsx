// The console's pictograms. Renderer.

import type { ReactElement } from 'react';
import type { SectionName } from '../section-name.ts';

const PATHS: Readonly<Record<SectionName | 'release', string>> = {
  live: 'M3 16h6l3-8 6 16 4-11 2 3h5',
  assisted:
    'M12 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM3 27c.8-6 4.500-8.500 9-8.500 2 0 3.800.5 5.300 1.500M18 25l3.500 3.500L29 20',
  enrolment:
    'M4 10V5h5M23 5h5v5M28 22v5h-5M9 27H4v-5M16 15a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM9 23c.7-3.700 3.400-5.500 7-5.500s6.300 1.800 7 5.500',
  decisions: 'M6 5h20v22H6ZM11 11h10M11 16h10M11 21h6',
  camera: 'M4 10h6l2-3h8l2 3h6v15H4ZM16 21.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9Z',
  calibration:
    'M5 9h14M25 9h2M22 9m-3 0a3 3 0 1 0 6 0 3 3 0 0 0-6 0M5 22h4M16 22h11M12.500 22m-3 0a3 3 0 1 0 6 0 3 3 0 0 0-6 0',
  people:
    'M12 14a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9ZM4 26c.6-5 3.800-8 8-8s7.400 3 8 8M21 6a4 4 0 0 1 0 8M23 18c3 .8 4.700 3.600 5 8',
  settings:
    'M16 20a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM16 4v4M16 24v4M4 16h4M24 16h4M7.500 7.500l2.800 2.800M21.700 21.700l2.800 2.800M7.500 24.500l2.800-2.800M21.700 10.300l2.800-2.800',
  release: 'M8 28V6l12-2v26ZM20 28h6V6h-6M16 17v.1',
};

export function SectionIcon({ name }: { readonly name: SectionName | 'release' }): ReactElement {
  return (
    <svg
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
