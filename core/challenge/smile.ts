// SMILE: the corners of the mouth go apart and up, and stay there. Pure; main process.

import type { Motion } from './motion.ts';
import type { ChallengeSample, Neutral } from './neutral.ts';
import type { ChallengePolicy } from './policy.ts';

export const smile: Motion = { share: smileShare, holdMs: (policy) => policy.smileHoldMs };

/**
 * Both have to happen: speech parts the corners, a bowed head lifts them. A mouth that is wide open is no smile, and a head far up or
 * down foreshortens too much to tell.
 */
function smileShare(
  { pose, mouth }: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): number {
  if (mouth.opening > policy.smileMaxOpening) return 0;
  if (Math.abs(pose.pitch - neutral.pitch) > policy.faceMaxPitchDegrees) return 0;
  const wider = (mouth.width / neutral.mouth.width - 1) / policy.smileWidening;
  const higher = (neutral.mouth.drop - mouth.drop) / policy.smileLift;
  return Math.min(wider, higher);
}
