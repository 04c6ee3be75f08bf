import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { blinkEnd, goalOf, lidsOf, resting, sway, valueAt, withMove } from './motion.ts';

const times = Array.from({ length: 400 }, (_, i) => i * 5);
const blink = { startsAt: 100, closing: 80, closed: 50, opening: 140 };

test('a move begins and ends at rest and goes one way only', () => {
  const track = withMove(resting(0), 20, 300, 500);
  const values = times.map((at) => valueAt(track, at));
  expect(values).toEqual(values.toSorted((a, b) => a - b));
  expect([valueAt(track, 300), valueAt(track, 800), goalOf(track)]).toEqual([0, 20, 20]);
  expect(valueAt(track, 310) - valueAt(track, 300)).toBeLessThan(0.01);
});

test('a move that takes over from another one does not jump, whenever it is planned', () => {
  const time = fc.integer({ min: 0, max: 1500 });
  const lasts = fc.integer({ min: 200, max: 800 });
  const goal = fc.integer({ min: -25, max: 25 });
  fc.assert(
    fc.property(time, time, lasts, lasts, goal, goal, (start1, start2, last1, last2, to1, to2) => {
      const track = withMove(withMove(resting(0), to1, start1, last1), to2, start2, last2);
      for (const at of times) {
        // A head at its fastest does not pass 0.5° in a millisecond.
        expect(Math.abs(valueAt(track, at + 1) - valueAt(track, at))).toBeLessThan(0.5);
      }
      expect(valueAt(track, 10_000)).toBe(to2);
    }),
  );
});

test('a blink closes the lids wholly, faster than it opens them, and leaves them open', () => {
  expect(lidsOf(blink, 100)).toBe(0);
  expect(lidsOf(blink, 180)).toBe(1);
  expect(lidsOf(blink, 230)).toBe(1);
  expect(lidsOf(blink, blinkEnd(blink))).toBe(0);
  expect(lidsOf(blink, 5000)).toBe(0);
});

test('swaying stays within its bounds and never stops', () => {
  const values = times.map((at) => sway(at * 20, 1));
  expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(1);
  expect(new Set(values.map((value) => value.toFixed(2))).size).toBeGreaterThan(50);
});
