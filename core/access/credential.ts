// Badges and PINs: what may be one, and how long a kiosk refuses them after wrong ones. Pure; every process.

import type { SignInFailures, ThrottlePolicy } from './sign-in-throttle.ts';

export const CREDENTIAL_KINDS = ['badge', 'pin'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** A million of them, less the ones that everybody tries first. */
export const MIN_PIN = 6;
export const MAX_PIN = 12;
const MIN_BADGE = 4;
const MAX_BADGE = 64;

/** What is compared: without the spaces around it, digits in ASCII, letters large. Readers differ in them. Null for what is none. */
export function normalCredential(kind: CredentialKind, value: string): string | null {
  const plain = asciiDigits(value).trim().toUpperCase();
  const isOne = kind === 'pin' ? PIN.test(plain) : BADGE.test(plain);
  return isOne ? plain : null;
}

/** Why nobody may be given this PIN, or null. */
export function weaknessOf(pin: string): string | null {
  const digits = pin.split('').map(Number);
  const strides = digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0));
  const [first] = strides;
  const isRun = strides.every((stride) => stride === first) && Math.abs(first ?? 0) <= 1;
  return isRun ? 'one digit again and again, or a row of digits, is tried first' : null;
}

/** Of a kiosk and a kind: foreign badges must not keep PINs out, nor the reverse. */
export const credentialThrottles: Readonly<Record<CredentialKind, ThrottlePolicy>> = {
  // At 200 PINs of six digits and four guesses an hour: one chance in fifty a day, and each of them in the log.
  pin: { free: 3, waitMs: 5000, maxWaitMs: 900_000 },
  // A bus pass held to the reader is no attack: nobody waits for long because of one.
  badge: { free: 5, waitMs: 2000, maxWaitMs: 60_000 },
};

/** After the right one. It makes up for one wrong one and no more: whoever has a PIN of their own must not clear the way for guesses. */
export const afterSuccess = ({ count, lastMs }: SignInFailures): SignInFailures => ({
  count: Math.max(0, count - 1),
  lastMs,
});

const PIN = new RegExp(`^\\d{${MIN_PIN},${MAX_PIN}}$`);
const BADGE = new RegExp(`^[\\dA-Z:_-]{${MIN_BADGE},${MAX_BADGE}}$`);

/** Arabic and Persian keyboards have digits of their own. */
const asciiDigits = (text: string): string =>
  text.replaceAll(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) =>
    String((digit.codePointAt(0) ?? 0) & 0xf),
  );
