// Head turns, shared by LOOK LEFT and LOOK RIGHT. Pure; main process.

import type { Motion } from './motion.ts';
import type { ChallengeSample, Neutral } from './neutral.ts';

export type Side = 'left' | 'right';

/**
 * A turn is complete far enough from the subject's neutral yaw, and far enough to that side of the camera as well: a head that sat askew
 * while its neutral was learned has not turned when it comes back to the middle.
 */
export const turn = (side: Side): Motion => ({
  share: (sample, neutral, policy) =>
    turnTowards(side, sample, neutral) /
    Math.max(policy.turnDegrees, policy.turnBeyondDegrees - sideOf(side) * neutral.yaw),
  holdMs: (policy) => policy.poseHoldMs,
});

/** Yaw from neutral, positive towards that side, in degrees. */
const turnTowards = (side: Side, sample: ChallengeSample, neutral: Neutral): number =>
  sideOf(side) * (sample.pose.yaw - neutral.yaw);

/** Yaw grows to the subject's own left. */
const sideOf = (side: Side): 1 | -1 => (side === 'left' ? 1 : -1);
