// When a door may be opened: a weekly schedule of its own local time. Pure; main process.

export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A minute of the week as the clock on the wall shows it. */
export interface LocalTime {
  readonly weekday: Weekday;
  /** 0 to 1439. */
  readonly minute: number;
}

/** From the first minute up to, and not including, the last. One that ends at or before its start goes on past midnight. */
export interface OpenHours {
  readonly from: number;
  readonly to: number;
}

/** A day that is not named is a day on which nobody is let in. */
export type WeeklySchedule = { readonly [day in Weekday]?: readonly OpenHours[] | undefined };

/** Whether the door may be opened at this time; without a schedule it always may. */
export function isWithin(schedule: WeeklySchedule | null, { weekday, minute }: LocalTime): boolean {
  if (schedule === null) return true;
  const today = schedule[weekday] ?? [];
  const yesterday = schedule[dayBefore(weekday)] ?? [];
  return (
    today.some(({ from, to }) => minute >= from && (to <= from || minute < to)) ||
    yesterday.some(({ from, to }) => to <= from && minute < to)
  );
}

/** What the wall shows at a moment. The caller knows the zone: `Date` in its own gives these two numbers. */
export const localTime = (dayOfWeek: number, minute: number): LocalTime => ({
  weekday: WEEKDAYS[dayOfWeek] ?? 'sunday',
  minute,
});

const dayBefore = (day: Weekday): Weekday =>
  WEEKDAYS[(WEEKDAYS.indexOf(day) + WEEKDAYS.length - 1) % WEEKDAYS.length] ?? day;
