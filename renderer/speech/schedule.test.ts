import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cue } from './cue.ts';
import {
  dueAt,
  REPEAT_MS,
  sayAt,
  scheduleAfter,
  SETTLE_MS,
  SILENT,
  type Schedule,
} from './schedule.ts';

const prompt = (title: string, detail: string | null = null): Cue => ({
  title,
  detail,
  tone: 'attention',
  pace: 'at-once',
});
const hint = (title: string): Cue => ({ ...prompt(title), pace: 'settled' });

const LEFT = prompt('Turn your head left');
const CLOSE = hint('Step back a little');
const DARK = hint('It is too dark');

/** What is said, and when, as the screen changes at these times. */
function told(
  changes: readonly (readonly [number, Cue | null])[],
  until: number,
): readonly (readonly [number, string])[] {
  const said: (readonly [number, string])[] = [];
  let schedule: Schedule = SILENT;
  const runUntil = (end: number): void => {
    for (let due = dueAt(schedule); due !== null && due <= end; due = dueAt(schedule)) {
      const now = sayAt(schedule, due);
      if (now === null) throw new Error('due, and silent');
      said.push([due, now.words]);
      schedule = now.schedule;
    }
  };
  for (const [at, cue] of changes) {
    runUntil(at - 1);
    schedule = scheduleAfter(schedule, cue, at);
  }
  runUntil(until);
  return said;
}

test('a prompt is said at once, and only once', () => {
  const changes = [0, 100, 200, 3000].map((at) => [at, LEFT] as const);
  expect(told(changes, 60_000)).toEqual([[0, LEFT.title]]);
});

test('a hint is said once it has stood for a moment', () => {
  expect(told([[0, CLOSE]], 60_000)).toEqual([[SETTLE_MS, CLOSE.title]]);
});

test('hints that flicker are not said', () => {
  const changes = Array.from({ length: 40 }, (_, i) => [i * 300, i % 2 ? CLOSE : DARK] as const);
  expect(told(changes, 40 * 300 - 1)).toEqual([]);
});

test('a prompt does not wait for a hint before it', () => {
  const said = told(
    [
      [0, CLOSE],
      [300, LEFT],
    ],
    60_000,
  );
  expect(said).toEqual([[300, LEFT.title]]);
});

test('under the same title only the line that changed is said', () => {
  const said = told(
    [
      [0, prompt('Look at the camera', 'Bring your face into the oval')],
      [4000, prompt('Look at the camera', 'Good. Stay like this')],
    ],
    60_000,
  );
  expect(said).toEqual([
    [0, 'Look at the camera. Bring your face into the oval'],
    [4000 + SETTLE_MS, 'Good. Stay like this'],
  ]);
});

test('a prompt that comes back after a hint is said again, but not right away', () => {
  const said = told(
    [
      [0, LEFT],
      [1000, CLOSE],
      [3000, LEFT],
    ],
    60_000,
  );
  expect(said).toEqual([
    [0, LEFT.title],
    [1000 + SETTLE_MS, CLOSE.title],
    [REPEAT_MS, LEFT.title],
  ]);
});

test('an empty room is not told that the kiosk has failed, but whoever was being led is', () => {
  const failed: Cue = { ...prompt('Not available', 'Use the other entrance'), pace: 'follow-up' };
  expect(told([[0, failed]], 60_000)).toEqual([]);
  const said = told(
    [
      [0, LEFT],
      [1000, failed],
    ],
    60_000,
  );
  expect(said.at(-1)).toEqual([1000, 'Not available. Use the other entrance']);
});

test('the next person hears everything anew', () => {
  const said = told(
    [
      [0, LEFT],
      [1000, null],
      [1500, LEFT],
    ],
    60_000,
  );
  expect(said).toEqual([
    [0, LEFT.title],
    [1500, LEFT.title],
  ]);
});

test('no sentence of a session is said twice within the time that it takes to be annoying', () => {
  const cue = fc.constantFrom(LEFT, CLOSE, DARK, prompt('Look', 'here'), prompt('Look', 'there'));
  const change = fc.tuple(fc.integer({ min: 1, max: 4000 }), cue);
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (steps) => {
      let at = 0;
      const changes = steps.map(([wait, shown]) => [(at += wait), shown] as const);
      const times = Map.groupBy(told(changes, at + 60_000), ([, words]) => words);
      for (const said of times.values()) {
        const gaps = said.slice(1).map(([time], i) => time - (said[i]?.[0] ?? 0));
        expect(Math.min(REPEAT_MS, ...gaps)).toBe(REPEAT_MS);
      }
    }),
  );
});
