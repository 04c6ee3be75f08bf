// The state in which a prompt may be opened, and to which every motion has to return. Pure; main process.

import { MOTIONS } from './motions.ts';
import type { ChallengeSample, Neutral } from './neutral.ts';
import type { ChallengePolicy } from './policy.ts';

/** The head back where it was, the eyes open, the mouth at rest. */
export function isNeutral(
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): boolean {
  const { pose, eyes } = sample;
  return (
    Math.abs(pose.yaw - neutral.yaw) <= policy.centredWithinDegrees &&
    Math.abs(pose.pitch - neutral.pitch) <= policy.centredWithinDegrees &&
    eyes >= policy.eyesOpenAt * neutral.eyes &&
    MOTIONS.SMILE.share(sample, neutral, policy) <= policy.neutralSmileShare
  );
}
