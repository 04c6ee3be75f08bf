// Whether a bona fide subject may pass now: schedule and anti-passback. Pure; main process.

import type { Ms } from '#core/frame/index.ts';
import { isWithin, type LocalTime, type WeeklySchedule } from './schedule.ts';

export interface PassagePolicy {
  readonly schedule: WeeklySchedule | null;
  /** How long after a passage nobody else passes on it: one check, one person. 0 for none. */
  readonly antiPassbackMs: number;
}

/** Why nobody is let in although the subject is bona fide: a reason of the decision. */
export const PASSAGE_REFUSALS = ['outside-schedule', 'anti-passback'] as const;
export type PassageRefusal = (typeof PASSAGE_REFUSALS)[number];

export interface Passage {
  /** Who it was; null where nobody is told apart, and then the interval is the door's. */
  readonly subject: string | null;
  readonly at: Ms;
}

export interface Asking {
  readonly subject: string | null;
  readonly at: Ms;
  readonly wall: LocalTime;
}

/** Why this subject must not pass now, or null. The schedule comes first: it is the same for all. */
export function refusePassage(
  policy: PassagePolicy,
  passages: readonly Passage[],
  asking: Asking,
): PassageRefusal | null {
  if (!isWithin(policy.schedule, asking.wall)) return 'outside-schedule';
  return passages.some((passage) => bars(passage, asking, policy)) ? 'anti-passback' : null;
}

/** The passages that still count, with the new one. */
export const passagesAfter = (
  { antiPassbackMs }: PassagePolicy,
  passages: readonly Passage[],
  passage: Passage,
): readonly Passage[] => [
  ...passages.filter(({ at }) => passage.at - at < antiPassbackMs),
  passage,
];

/** Somebody unknown may be the one who has just passed. */
const bars = (passage: Passage, asking: Asking, { antiPassbackMs }: PassagePolicy): boolean =>
  asking.at - passage.at < antiPassbackMs &&
  (passage.subject === null || asking.subject === null || passage.subject === asking.subject);
