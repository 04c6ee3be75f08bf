// The page's two live regions, which screen readers read: they stay while the screens come and go. Renderer.

import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { usePage } from './page-context.ts';

export function Announcer(): ReactElement {
  const { assertive, polite } = useStore(usePage().speech.announced);
  return (
    <div className="visually-hidden">
      <p aria-live="assertive">{assertive}</p>
      <p role="status">{polite}</p>
    </div>
  );
}
