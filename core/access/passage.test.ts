import { expect, test } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { passagesAfter, refusePassage, type PassagePolicy } from './passage.ts';

const noon = { weekday: 'monday', minute: 720 } as const;
const policy: PassagePolicy = { schedule: null, antiPassbackMs: 10_000 };
const nights: PassagePolicy = {
  schedule: { monday: [{ from: 1200, to: 300 }] },
  antiPassbackMs: 0,
};

test.each([
  ['nobody has passed', policy, [], 'ann', 5000, null],
  ['the same person comes back too soon', policy, [['ann', 0]], 'ann', 9999, 'anti-passback'],
  ['the same person comes back in time', policy, [['ann', 0]], 'ann', 10_000, null],
  ['another person comes', policy, [['ann', 0]], 'bob', 1, null],
  ['somebody unknown comes after somebody known', policy, [['ann', 0]], null, 1, 'anti-passback'],
  ['somebody known comes after somebody unknown', policy, [[null, 0]], 'ann', 1, 'anti-passback'],
  ['nobody is told apart, too soon', policy, [[null, 0]], null, 9999, 'anti-passback'],
  ['nobody is told apart, in time', policy, [[null, 0]], null, 10_000, null],
  [
    'an older passage still counts',
    policy,
    [
      ['ann', 0],
      ['bob', 8000],
    ],
    'ann',
    9000,
    'anti-passback',
  ],
  ['no interval is set', { ...policy, antiPassbackMs: 0 }, [['ann', 0]], 'ann', 0, null],
  ['the schedule is over', nights, [], 'ann', 0, 'outside-schedule'],
  [
    'both stand against it',
    { ...nights, antiPassbackMs: 10 },
    [['ann', 0]],
    'ann',
    1,
    'outside-schedule',
  ],
] as const)('when %s, the answer is the rule’s', (_, rules, passed, subject, at, refusal) => {
  const passages = passed.map(([who, when]) => ({ subject: who, at: ms(when) }));
  expect(refusePassage(rules, passages, { subject, at: ms(at), wall: noon })).toBe(refusal);
});

test('passages that no longer count are forgotten', () => {
  const first = { subject: 'ann', at: ms(0) };
  const second = { subject: 'bob', at: ms(9999) };
  const third = { subject: null, at: ms(10_000) };
  expect(passagesAfter(policy, [first], second)).toEqual([first, second]);
  expect(passagesAfter(policy, [first, second], third)).toEqual([second, third]);
});
