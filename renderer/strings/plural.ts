// Numbers in a sentence, by the rules of its language. Pure; renderer.

import type { Locale } from '#core/protocol/index.ts';

/** The forms that a language has; `other` serves for those that it does not tell apart. */
export type Forms = Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};

/** The form of the word that belongs to this number. */
export const plural = (locale: Locale, count: number, forms: Forms): string =>
  forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;

/** The number in the digits of the language. */
export const digits = (locale: Locale, count: number): string =>
  new Intl.NumberFormat(locale).format(count);
