import { expect, test } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { createPassageControl } from './passage.ts';

const policy = { schedule: { wednesday: [{ from: 540, to: 600 }] }, antiPassbackMs: 5000 };

function controlAt(hour: number, minute: number) {
  const time = { now: 0 };
  // A Wednesday, in the zone of this machine.
  const wall = (): Date => new Date(2026, 2, 4, hour, minute);
  return { time, control: createPassageControl(policy, () => ms(time.now), wall) };
}

test.each([
  [8, 59, 'outside-schedule'],
  [9, 0, null],
  [9, 59, null],
  [10, 0, 'outside-schedule'],
])('at %i:%i of the machine’s own time the answer is %s', (hour, minute, refusal) => {
  expect(controlAt(hour, minute).control.refusal()).toBe(refusal);
});

test('after a passage the next one waits for as long as the interval', () => {
  const { time, control } = controlAt(9, 30);
  control.passed();
  time.now = 4999;
  expect(control.refusal()).toBe('anti-passback');
  time.now = 5000;
  expect(control.refusal()).toBe(null);
});
