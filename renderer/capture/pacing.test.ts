import { expect, test } from 'vitest';
import { frameInterval } from './pacing.ts';

test.each([
  [null, null],
  ['starting', null],
  ['not-ready', null],
  ['idle', 200],
  ['concluded', 200],
  ['positioning', 33],
  ['passive', 33],
  ['active', 33],
] as const)('in the phase %s a frame is due every %s ms', (phase, expected) => {
  expect(frameInterval(phase)).toBe(expected);
});
