// The page's words, by locale. Renderer.

import { LOCALES, type Locale } from '#core/protocol/index.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Strings } from './strings.ts';
import { zhHans } from './zh-hans.ts';

const STRINGS: Readonly<Record<Locale, Strings>> = { en, de, es, fr, ar, 'zh-Hans': zhHans };

export const stringsFor = (locale: Locale): Strings => STRINGS[locale];

/** Which way the words run. What the subject does with their own head has no part in it. */
export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr');

/** The first of these language tags that the page speaks; English where it speaks none of them. */
export function localeFor(tags: readonly string[]): Locale {
  const language = (tag: string): string => tag.split('-', 1).join().toLowerCase();
  for (const tag of tags) {
    const spoken = LOCALES.find((locale) => language(locale) === language(tag));
    if (spoken !== undefined) return spoken;
  }
  return 'en';
}
