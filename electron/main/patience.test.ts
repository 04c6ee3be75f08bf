import { expect, test } from 'vitest';
import { createPatience } from './patience.ts';

const pace = { firstPauseMs: 10, longestPauseMs: 50, stableMs: 1000, attempts: 6 };

test('pauses double up to the longest, then there is no more trying', () => {
  const patience = createPatience(pace);
  const pauses = [0, 0, 0, 0, 0, 0].map((livedMs) => patience.afterLifeOf(livedMs));
  expect(pauses).toEqual([10, 20, 40, 50, 50, null]);
});

test('a life that was long enough is no failure to start', () => {
  const patience = createPatience(pace);
  const pauses = [0, 0, 1000, 999].map((livedMs) => patience.afterLifeOf(livedMs));
  expect(pauses).toEqual([10, 20, 10, 20]);
});
