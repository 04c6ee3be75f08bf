// A number that moves with every frame, written straight to the style of one element: React renders nothing for it. Renderer.

import { useEffect, useRef, type RefObject } from 'react';
import type { Guidance } from '#renderer/capture/guidance.ts';
import { viewOf } from '#renderer/session/store.ts';
import type { SessionView } from '#core/protocol/index.ts';
import { usePage } from './page-context.ts';

/** Reads a share from the view and the page's own guidance. Has to be the same function at every render. */
export type ReadShare = (view: SessionView, guidance: Guidance) => number;

/** Keeps `--value` of the element, in [0, 1]; and what a meter says of itself, in hundredths. */
export function useLiveValue<E extends HTMLElement | SVGElement>(
  read: ReadShare,
): RefObject<E | null> {
  const { store, guidance } = usePage();
  const element = useRef<E>(null);
  useEffect(() => {
    let shown = '';
    const show = (): void => {
      const view = viewOf(store.getState());
      if (view === null) return;
      // In hundredths: what nobody sees is not painted.
      const value = read(view, guidance.getState()).toFixed(2);
      if (value === shown) return;
      shown = value;
      element.current?.style.setProperty('--value', value);
      if (element.current?.role === 'meter') {
        element.current.ariaValueNow = String(Math.round(Number(value) * 100));
      }
    };
    show();
    const undo = [store.subscribe(show), guidance.subscribe(show)];
    return () => undo.forEach((forget) => forget());
  }, [store, guidance, read]);
  return element;
}
