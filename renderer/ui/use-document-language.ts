// Tells the document which language it is in and which way its words run; touches and keys keep the choice alive. Renderer.

import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { KioskPage } from '#renderer/session/page.ts';
import { directionOf, stringsFor } from '#renderer/strings/locales.ts';

export function useDocumentLanguage({ choice }: KioskPage): void {
  const { locale } = useStore(choice.store);
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dir = directionOf(locale);
    document.title = stringsFor(locale).product;
  }, [locale]);
  useEffect(() => {
    const events = ['pointerdown', 'keydown'] as const;
    for (const event of events) addEventListener(event, choice.touched);
    return () => {
      for (const event of events) removeEventListener(event, choice.touched);
    };
  }, [choice]);
}
