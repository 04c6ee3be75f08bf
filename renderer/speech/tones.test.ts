import { expect, test } from 'vitest';
import { TONES } from './tones.ts';

test('a turn sounds from its own side, and everything else from the middle', () => {
  const pans = Object.entries(TONES).map(([tone, notes]) => [tone, ...notes.map(({ pan }) => pan)]);
  expect(pans).toEqual([
    ['attention', 0],
    ['success', 0, 0, 0],
    ['failure', 0, 0],
    ['left', -1, -1],
    ['right', 1, 1],
    ['up', 0],
    ['down', 0],
  ]);
});

test('success and up rise, failure and down fall, so that one ear is enough', () => {
  const rise = (tone: keyof typeof TONES): number => {
    const notes = TONES[tone];
    return Math.sign((notes.at(-1)?.toHertz ?? 0) - (notes[0]?.hertz ?? 0));
  };
  expect([rise('success'), rise('up'), rise('failure'), rise('down')]).toEqual([1, 1, -1, -1]);
});

test('tones are short, so that none runs into the next', () => {
  const lengths = Object.values(TONES).flatMap((notes) =>
    notes.map(({ startMs, lengthMs }) => startMs + lengthMs),
  );
  expect(Math.max(...lengths)).toBeLessThanOrEqual(600);
});
