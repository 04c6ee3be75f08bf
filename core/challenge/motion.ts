// A motion of head or face that is asked for, made, and held for a moment. Pure; main process.

import type { ChallengeSample, Neutral } from './neutral.ts';
import type { ChallengePolicy } from './policy.ts';

export interface Motion {
  /** How much of the asked motion a frame shows: 0 or less is none of it, 1 and above is all of it. */
  readonly share: (sample: ChallengeSample, neutral: Neutral, policy: ChallengePolicy) => number;
  /** From the first frame to the last one that must show all of it. */
  readonly holdMs: (policy: ChallengePolicy) => number;
}
