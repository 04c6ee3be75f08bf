import { expect, it, test } from 'vitest';
import { afterSuccess, credentialThrottles, normalCredential, weaknessOf } from './credential.ts';
import { afterFailure, NO_FAILURES, throttledFor } from './sign-in-throttle.ts';

it.each([
  ['pin', '482913', '482913'],
  ['pin', ' 482913 ', '482913'],
  ['pin', '٤٨٢٩١٣', '482913'],
  ['pin', '۴۸۲۹۱۳', '482913'],
  ['pin', '48291', null],
  ['pin', '4829131234567', null],
  ['pin', '48a913', null],
  ['pin', '', null],
  ['badge', '04a1b2c3', '04A1B2C3'],
  ['badge', '04:A1:B2:C3', '04:A1:B2:C3'],
  ['badge', '123', null],
  ['badge', 'x'.repeat(65), null],
  ['badge', 'hello world', null],
  ['badge', '1234\u0000', null],
] as const)('a %s typed as %j is %j', (kind, typed, value) => {
  expect(normalCredential(kind, typed)).toBe(value);
});

it.each(['000000', '123456', '987654', '77777777'])('nobody is given the PIN %s', (pin) => {
  expect(weaknessOf(pin)).not.toBeNull();
});

it.each(['482913', '112233', '135790', '000001'])('somebody may be given the PIN %s', (pin) => {
  expect(weaknessOf(pin)).toBeNull();
});

/** The wait after each of these, in seconds: `x` a wrong one, `o` the right one, each at the end of the wait before. */
function waits(kind: 'pin' | 'badge', tries: string): readonly number[] {
  let failures = NO_FAILURES;
  let now = 0;
  return tries.split('').map((each) => {
    failures = each === 'x' ? afterFailure(failures, now) : afterSuccess(failures);
    const wait = throttledFor(failures, now, credentialThrottles[kind]);
    if (each === 'x') now += wait;
    return each === 'x' ? wait / 1000 : 0;
  });
}

test.each([
  ['pin', 'xxx', [0, 0, 0]],
  ['pin', 'xxxxxx', [0, 0, 0, 5, 10, 20]],
  ['pin', 'xxxoxx', [0, 0, 0, 0, 0, 5]],
  // Somebody who guesses, and uses their own PIN in between, gets one guess for each time that the door opens for them.
  ['pin', 'xxxxxoxxoxx', [0, 0, 0, 5, 10, 0, 10, 20, 0, 20, 40]],
  ['badge', 'xxxxxxx', [0, 0, 0, 0, 0, 2, 4]],
] as const)('%s: %s makes the kiosk wait as long as it should', (kind, tries, seconds) => {
  expect(waits(kind, tries)).toEqual(seconds);
});

test('the longest wait ends: nobody is kept out for good', () => {
  const failures = { count: 10_000, lastMs: 0 };
  expect(throttledFor(failures, 900_000, credentialThrottles.pin)).toBe(0);
  expect(throttledFor(failures, 60_000, credentialThrottles.badge)).toBe(0);
});
