// Who was let in lately, and whether anybody may be let in now. Main process.

import {
  localTime,
  passagesAfter,
  refusePassage,
  type Passage,
  type PassagePolicy,
  type PassageRefusal,
} from '#core/access/index.ts';
import type { MonotonicClock } from './ports.ts';

/** Asked before a grant is logged, told once the door has opened. */
export interface PassageControl {
  readonly refusal: (subject?: string) => PassageRefusal | null;
  readonly passed: (subject?: string) => void;
}

/** Hours go by the clock on the wall, intervals by the one that nobody can set. */
export function createPassageControl(
  policy: PassagePolicy,
  clock: MonotonicClock,
  wallClock: () => Date,
): PassageControl {
  let passages: readonly Passage[] = [];
  // A session tells nobody apart: its interval is the door's. A badge or PIN names its holder.
  return {
    refusal(subject) {
      const now = wallClock();
      const wall = localTime(now.getDay(), now.getHours() * 60 + now.getMinutes());
      return refusePassage(policy, passages, { subject: subject ?? null, at: clock(), wall });
    },
    passed(subject) {
      passages = passagesAfter(policy, passages, { subject: subject ?? null, at: clock() });
    },
  };
}
