// Gives the components the page they show and its words. Renderer.

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { KioskPage } from '#renderer/session/page.ts';
import type { KioskState } from '#renderer/session/store.ts';
import { stringsFor } from '#renderer/strings/locales.ts';
import type { Strings } from '#renderer/strings/strings.ts';

export const PageContext = createContext<KioskPage | null>(null);

export function usePage(): KioskPage {
  const page = useContext(PageContext);
  if (page === null) throw new Error('a screen outside its page');
  return page;
}

/** Selects what rarely changes: a number that moves with every frame belongs into `useLiveValue`. */
export const useKiosk = <T extends string | number | boolean | object | null>(
  select: (state: KioskState) => T,
): T => useStore(usePage().store, select);

export const useStrings = (): Strings =>
  stringsFor(useStore(usePage().choice.store, ({ locale }) => locale));
