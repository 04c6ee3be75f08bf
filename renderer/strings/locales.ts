// The page's words, by locale. Renderer.

import type { Locale } from '#core/protocol/index.ts';
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
