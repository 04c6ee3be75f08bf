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

const OPPOSITE: Readonly<Partial<Record<Action, MotionAction>>> = {
  'LOOK LEFT': 'LOOK RIGHT',
  'LOOK RIGHT': 'LOOK LEFT',
  'LOOK UP': 'LOOK DOWN',
  'LOOK DOWN': 'LOOK UP',
};

/**
 * The clear other motions that a frame shows while `asked` is asked for. As long as nothing of what is asked for is to be seen, any
 * other complete turn or nod is clear: whoever goes through all motions makes the wrong ones first. Once it has begun, a head that
 * also tilts on its way is only wrong when it goes much too far, or the opposite way. A friendly face is not a wrong one.
 */
export function otherMotions(
  asked: Action,
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): readonly MotionAction[] {
  const shareOf = (action: MotionAction): number => MOTIONS[action].share(sample, neutral, policy);
  const hasBegun = asked !== 'BLINK' && shareOf(asked) >= policy.begunShare;
  const clearAt = (other: MotionAction): number =>
    other === OPPOSITE[asked] || (other !== 'SMILE' && !hasBegun) ? 1 : policy.clearShare;
  return MOTION_ACTIONS.filter((other) => other !== asked && shareOf(other) >= clearAt(other));
}
