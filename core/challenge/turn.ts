// Head turns, shared by LOOK LEFT and LOOK RIGHT. Pure; main process.

import type { ChallengeSample, Neutral } from './neutral.ts';
import type { ChallengePolicy } from './policy.ts';

export type TurnAction = 'LOOK LEFT' | 'LOOK RIGHT';

/** Yaw from neutral, positive towards the side that the action names, in degrees. LEFT is the subject's own. */
export function turnTowards(action: TurnAction, sample: ChallengeSample, neutral: Neutral): number {
  const yaw = sample.pose.yaw - neutral.yaw;
  return action === 'LOOK LEFT' ? yaw : -yaw;
}

/** The turn that a single frame shows, if it shows one: at least `atLeast` degrees from neutral. */
export function turnSeen(
  sample: ChallengeSample,
  neutral: Neutral,
  atLeast: number,
): TurnAction | null {
  if (turnTowards('LOOK LEFT', sample, neutral) >= atLeast) return 'LOOK LEFT';
  if (turnTowards('LOOK RIGHT', sample, neutral) >= atLeast) return 'LOOK RIGHT';
  return null;
}

/** Head back where it was, eyes open: the state in which a prompt may be opened. */
export function isNeutral(
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): boolean {
  return (
    Math.abs(sample.pose.yaw - neutral.yaw) <= policy.centredWithinDegrees &&
    sample.eyes >= policy.eyesOpenAt * neutral.eyes
  );
}
