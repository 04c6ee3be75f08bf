import { expect, test } from 'vitest';
import { CAMERA_MODES, chooseMode } from './mode.ts';

const [small, large] = CAMERA_MODES;
const trials = (...rates: readonly [number, number]) => [
  { mode: small, framesPerSecond: rates[0] },
  { mode: large, framesPerSecond: rates[1] },
];

test.each([
  ['the small one where both are smooth', trials(30, 30), small],
  ['the large one where the small one is slow', trials(15, 30), large],
  ['the faster one where neither is smooth', trials(12, 8), small],
  ['the faster one, though it is the larger', trials(8, 12), large],
  ['the small one where both are as slow', trials(10, 10), small],
  ['the small one where the other is hardly faster', trials(19, 21), small],
] as const)('%s', (_what, measured, chosen) => {
  expect(chooseMode(measured)).toBe(chosen);
});

test('a mode that was tried twice counts by its better trial', () => {
  const again = { mode: small, framesPerSecond: 19 };
  expect(chooseMode(trials(12, 20))).toBe(large);
  expect(chooseMode([...trials(12, 20), again])).toBe(small);
});

test('nothing was tried, nothing is chosen', () => {
  expect(chooseMode([])).toBeNull();
});
