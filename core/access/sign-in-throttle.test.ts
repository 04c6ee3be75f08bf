import { expect, it } from 'vitest';
import { afterFailure, NO_FAILURES, signInThrottle, throttledFor } from './sign-in-throttle.ts';

const at = 1_000_000;
const failures = (count: number) => ({ count, lastMs: at });

it.each([
  [0, 0],
  [1, 0],
  [3, 0],
  [4, 5000],
  [5, 10_000],
  [6, 20_000],
  [11, 640_000],
  [12, 900_000],
  [1000, 900_000],
])('after %i failures in a row a sign-in is refused for %i ms', (count, wait) => {
  expect(throttledFor(failures(count), at, signInThrottle)).toBe(wait);
});

it('lets time pass, also while the kiosk was off', () => {
  expect(throttledFor(failures(5), at + 4000, signInThrottle)).toBe(6000);
  expect(throttledFor(failures(5), at + 10_000, signInThrottle)).toBe(0);
});

it('is neither ended nor lengthened by a clock that is set back', () => {
  expect(throttledFor(failures(5), at - 3_600_000, signInThrottle)).toBe(10_000);
});

it('counts failures one by one', () => {
  expect(afterFailure(afterFailure(NO_FAILURES, 5), 9)).toEqual({ count: 2, lastMs: 9 });
});
