// Shows the screen that the page is at, and gives the kiosk its two keys. Renderer.

import { useEffect, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { OperatorDoorway } from '#renderer/operator/doorway.tsx';
import type { KioskPage } from '#renderer/session/page.ts';
import { PageContext } from '#renderer/ui/page-context.ts';
import { useDocumentLanguage } from '#renderer/ui/use-document-language.ts';
import { Capture } from './capture.tsx';
import { Concluded } from './concluded.tsx';
import { Idle } from './idle.tsx';
import { NotReady } from './not-ready.tsx';
import { OtherWayDoorway } from './other-way-doorway.tsx';
import { Starting } from './starting.tsx';

export function Kiosk({ page }: { readonly page: KioskPage }): ReactElement {
  useDocumentLanguage(page);
  return (
    <PageContext value={page}>
      <OperatorDoorway>
        <OtherWayDoorway>
          <CurrentScreen page={page} />
        </OtherWayDoorway>
      </OperatorDoorway>
    </PageContext>
  );
}

function CurrentScreen({ page }: { readonly page: KioskPage }): ReactElement {
  useKeys(page);
  const screen = useStore(page.screen);
  switch (screen.name) {
    case 'starting':
      return <Starting />;
    case 'not-ready':
      return <NotReady fault={screen.fault} camera={screen.camera} />;
    case 'idle':
      return <Idle {...screen} />;
    case 'capture':
      return <Capture phase={screen.phase} />;
    case 'concluded':
      return <Concluded result={screen.view.result} advice={screen.view.advice} />;
  }
}

/** Escape leaves a session; Enter starts one, wherever the focus is. */
function useKeys(page: KioskPage): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { name } = page.screen.getState();
      if (event.key === 'Escape' && name === 'capture') page.cancel();
      // A focused button presses itself.
      const isOnButton = event.target instanceof HTMLButtonElement;
      if (event.key === 'Enter' && name === 'idle' && !isOnButton && !event.repeat) page.start();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [page]);
}
