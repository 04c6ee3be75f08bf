// Whether a motion was made or cut to: a head that turns is seen on its way, one picture after another is not. Pure; main process.

import type { Ms } from '#core/frame/index.ts';
import type { ChallengePolicy } from './policy.ts';

/** The newest frame of a motion, and what came before it. */
export interface Trail {
  /** How much of the motion it showed; null before the first frame. */
  readonly share: number | null;
  readonly at: Ms | null;
  /** It showed all of the motion, and the one before next to nothing. A large, quick turn may: it then goes on. */
  readonly leapt: boolean;
  /** The one before leapt, and nothing moved since: the picture was changed. */
  readonly jumped: boolean;
}

export const NO_TRAIL: Trail = { share: null, at: null, leapt: false, jumped: false };

export function follow(before: Trail, share: number, at: Ms, policy: ChallengePolicy): Trail {
  const { jumpFromShare, jumpStillness, jumpGapMs } = policy;
  // After a gap nobody knows what the head did in it.
  if (before.share === null || before.at === null || at - before.at > jumpGapMs) {
    return { share, at, leapt: false, jumped: false };
  }
  const stands = Math.abs(share - before.share) <= jumpStillness * before.share;
  return {
    share,
    at,
    leapt: before.share <= jumpFromShare && share >= 1,
    jumped: before.leapt && stands,
  };
}
