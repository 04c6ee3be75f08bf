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

/** More than this nobody counts in seconds. */
const LONGEST_IN_SECONDS = 90;

/** A wait in the larger unit that it fills, rounded up: whoever comes back then does not come too early. */
export const waitIn = (
  seconds: number,
): { readonly count: number; readonly unit: 'second' | 'minute' } =>
  seconds > LONGEST_IN_SECONDS
    ? { count: Math.ceil(seconds / 60), unit: 'minute' }
    : { count: seconds, unit: 'second' };

/** A time in which something is kept. */
export const inDays = (locale: Locale, days: number): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days);

/** The same in words, as it stands after “in” and “wait”. */
export function duration(locale: Locale, seconds: number): string {
  const { count, unit } = waitIn(seconds);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
