import { expect, it } from 'vitest';
import { NOTHING_READ, stepWedge } from './wedge.ts';

/** What is read of these keys, each so many milliseconds after the one before; `⏎` is Enter, `⇧` Shift. */
function read(keys: string, gapMs: number | ((index: number) => number)): readonly string[] {
  let wedge = NOTHING_READ;
  let atMs = 1000;
  return keys.split('').flatMap((each, index) => {
    atMs += typeof gapMs === 'number' ? gapMs : gapMs(index);
    const key = each === '⏎' ? 'Enter' : each === '⇧' ? 'Shift' : each === '⇥' ? 'Tab' : each;
    const step = stepWedge(wedge, { key, atMs });
    wedge = step.wedge;
    return step.badge === null ? [] : [step.badge];
  });
}

it.each([
  ['a reader', '04A1B2C3⏎', 8, ['04A1B2C3']],
  ['a slow reader', '04A1B2C3⏎', 40, ['04A1B2C3']],
  ['a reader that holds Shift', '⇧A⇧B⇧C⇧D⏎', 8, ['ABCD']],
  ['two badges', '1111⏎2222⏎', 8, ['1111', '2222']],
  ['a fast typist', '482913⏎', 90, []],
  ['somebody at Enter', '⏎⏎⏎', 10, []],
  ['three keys under a sleeve', 'asd⏎', 5, []],
  ['another key in between', '12⇥34⏎', 8, []],
  ['a cat on the keyboard', `${'x'.repeat(65)}⏎`, 5, []],
] as const)('%s', (_, keys, gap, badges) => {
  expect(read(keys, gap)).toEqual(badges);
});

it('does not take a person’s keys for the beginning of a badge', () => {
  expect(read('9904A1B2C3⏎', (index) => (index < 3 ? 200 : 8))).toEqual(['04A1B2C3']);
});

it('a badge whose Enter comes after a pause is none: a person pressed it', () => {
  expect(read('04A1B2C3⏎', (index) => (index < 8 ? 8 : 200))).toEqual([]);
});
