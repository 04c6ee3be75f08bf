// The motions by the names of their actions, and which of them a frame shows beyond doubt. Pure; main process.

import type { Action } from './action.ts';
import { lookDown } from './look-down.ts';
import { lookLeft } from './look-left.ts';
import { lookRight } from './look-right.ts';
import { lookUp } from './look-up.ts';
import type { Motion } from './motion.ts';
import type { ChallengeSample, Neutral } from './neutral.ts';
import type { ChallengePolicy } from './policy.ts';
import { smile } from './smile.ts';

/** A blink is a sequence, not a motion that is held; and it is natural while anything else is asked for. */
export type MotionAction = Exclude<Action, 'BLINK'>;

export const MOTIONS: Readonly<Record<MotionAction, Motion>> = {
  'LOOK LEFT': lookLeft,
  'LOOK RIGHT': lookRight,
  'LOOK UP': lookUp,
  'LOOK DOWN': lookDown,
  SMILE: smile,
};

const MOTION_ACTIONS = [
  'LOOK LEFT',
  'LOOK RIGHT',
  'LOOK UP',
  'LOOK DOWN',
  'SMILE',
] as const satisfies readonly MotionAction[];

/** Who goes the opposite way has gone wrong at once; anything else has to be more than a glance or a friendly face. */
const OPPOSITE: Readonly<Partial<Record<Action, MotionAction>>> = {
  'LOOK LEFT': 'LOOK RIGHT',
  'LOOK RIGHT': 'LOOK LEFT',
  'LOOK UP': 'LOOK DOWN',
  'LOOK DOWN': 'LOOK UP',
};

/** The clear other motion that a frame shows while `asked` is asked for, or null. */
export function otherMotion(
  asked: Action,
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): MotionAction | null {
  const isClear = (other: MotionAction): boolean =>
    MOTIONS[other].share(sample, neutral, policy) >=
    (other === OPPOSITE[asked] ? 1 : policy.clearShare);
  return MOTION_ACTIONS.find((other) => other !== asked && isClear(other)) ?? null;
}
