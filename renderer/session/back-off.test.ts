import { expect, test } from 'vitest';
import { reconnectDelay } from './back-off.ts';

test('the wait doubles from half a second and never passes eight', () => {
  const waits = [0, 1, 2, 3, 4, 5, 50].map((failures) => reconnectDelay(failures));
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
});
