import { expect, test } from 'vitest';
import { isWithin, localTime, type WeeklySchedule } from './schedule.ts';

const office: WeeklySchedule = {
  monday: [
    { from: 8 * 60, to: 12 * 60 },
    { from: 13 * 60, to: 17 * 60 },
  ],
  friday: [{ from: 22 * 60, to: 6 * 60 }],
  sunday: [{ from: 0, to: 0 }],
};

test.each([
  ['monday', '07:59', false],
  ['monday', '08:00', true],
  ['monday', '11:59', true],
  ['monday', '12:00', false],
  ['monday', '13:00', true],
  ['monday', '17:00', false],
  ['tuesday', '09:00', false],
  ['friday', '21:59', false],
  ['friday', '22:00', true],
  ['friday', '23:59', true],
  ['saturday', '00:00', true],
  ['saturday', '05:59', true],
  ['saturday', '06:00', false],
  ['saturday', '22:30', false],
  ['friday', '05:00', false],
  ['sunday', '00:00', true],
  ['sunday', '23:59', true],
  ['monday', '00:00', false],
] as const)('on %s at %s the door may be opened: %s', (weekday, time, open) => {
  const [hour, minute] = time.split(':').map(Number);
  expect(isWithin(office, { weekday, minute: (hour ?? 0) * 60 + (minute ?? 0) })).toBe(open);
});

test('without a schedule the door may always be opened, and with an empty one never', () => {
  for (let day = 0; day < 7; day++) {
    for (let minute = 0; minute < 1440; minute += 30) {
      expect(isWithin(null, localTime(day, minute))).toBe(true);
      expect(isWithin({}, localTime(day, minute))).toBe(false);
    }
  }
});
