// The way to the operator's console: F2 or Ctrl+Alt+O, and a quiet corner of the screens on which nobody is judged. Renderer.
// The console itself is loaded only when it is asked for.

import './doorway.css';
import { lazy, Suspense, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Screen } from '#renderer/session/screen.ts';
import { usePage, useStrings } from '#renderer/ui/page-context.ts';

const Console = lazy(async () => ({ default: (await import('./operator-console.tsx')).Console }));

/** Shows the kiosk, or in its place the console. */
export function OperatorDoorway({ children }: { readonly children: ReactNode }): ReactElement {
  const page = usePage();
  const [isOpen, setOpen] = useState(false);
  const isWayIn = useStore(page.screen, ({ name }) => isQuiet(name));
  const { code } = useStrings().notReady;

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!isChord(event) || !isQuiet(page.screen.getState().name)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [page]);

  if (isOpen) {
    return (
      <Suspense fallback={null}>
        <Console onClose={() => setOpen(false)} />
      </Suspense>
    );
  }
  return (
    <>
      {children}
      {isWayIn && (
        <button type="button" className="doorway" aria-label={code} onClick={() => setOpen(true)}>
          <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden>
            <circle cx="10" cy="16" r="4" />
            <path d="M14 16h13M22 16v4M26 16v3" strokeLinecap="round" />
          </svg>
        </button>
      )}
    </>
  );
}

/** A session is never taken from under its subject. */
const isQuiet = (screen: Screen['name']): boolean => screen === 'idle' || screen === 'not-ready';

const isChord = ({ key, ctrlKey, altKey, code }: KeyboardEvent): boolean =>
  key === 'F2' || (ctrlKey && altKey && code === 'KeyO');
