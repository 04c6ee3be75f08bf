// A PIN as it is typed. Pure; renderer.

import { MAX_PIN } from '#core/access/index.ts';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
export type PinKey = (typeof DIGITS)[number] | 'erase' | 'enter';

/** What a keyboard's key means here; null for nothing. */
export function pinKeyOf(key: string): PinKey | null {
  if (key === 'Enter') return 'enter';
  if (key === 'Backspace' || key === 'Delete') return 'erase';
  // Arabic and Persian keyboards have digits of their own.
  const code = key.length === 1 ? key.charCodeAt(0) : 0;
  const isOther = (code >= 0x660 && code <= 0x669) || (code >= 0x6f0 && code <= 0x6f9);
  const digit = isOther ? String(code & 0xf) : key;
  return DIGITS.find((each) => each === digit) ?? null;
}

export function pinAfter(before: string, key: Exclude<PinKey, 'enter'>): string {
  if (key === 'erase') return before.slice(0, -1);
  return before.length < MAX_PIN ? before + key : before;
}
