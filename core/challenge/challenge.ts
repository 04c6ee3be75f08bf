// One open challenge: samples in, progress out. Pure; main process.
//
//   open ──asked motion──▶ passed
//     └───clear other motion──▶ failed        (the deadline belongs to the session)
//
// A recording that contains everything must not match everything: a wrong action fails the challenge.

import type { Ms } from '#core/frame/index.ts';
import type { Action } from './action.ts';
import { stepBlink, type BlinkStage } from './blink.ts';
import { hold, isHeld, type Hold } from './hold.ts';
import { MOTIONS, otherMotions, type MotionAction } from './motions.ts';
import type { ChallengeSample, Neutral } from './neutral.ts';
import type { ChallengePolicy } from './policy.ts';
import { follow, NO_TRAIL, type Trail } from './trail.ts';

interface Wrong {
  readonly action: MotionAction;
  readonly hold: Hold | null;
}

interface Open {
  readonly openedAt: Ms;
  /** The clear other motions of the newest frames, each with its own hold: one that comes beside another does not excuse it. */
  readonly wrong: readonly Wrong[];
  /** Share of the asked motion seen in the newest frame, in [0, 1]. Guidance only. */
  readonly progress: number;
}

interface Blink extends Open {
  readonly action: 'BLINK';
  readonly stage: BlinkStage;
}

interface Held extends Open {
  readonly action: MotionAction;
  /** False while a motion that began before anyone could have read the prompt has not gone back. */
  readonly armed: boolean;
  readonly hold: Hold | null;
  readonly trail: Trail;
}

export type Challenge = Blink | Held;

export type ChallengeStep =
  | { readonly kind: 'open'; readonly challenge: Challenge }
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed' };

/** Opens a challenge. The caller has seen the neutral start state. */
export function openChallenge(action: Action, at: Ms): Challenge {
  const open = { openedAt: at, wrong: [], progress: 0 };
  return action === 'BLINK'
    ? { ...open, action, stage: { kind: 'open' } }
    : { ...open, action, armed: true, hold: null, trail: NO_TRAIL };
}

/** Feeds one frame into an open challenge. */
export function stepChallenge(
  challenge: Challenge,
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): ChallengeStep {
  const tooSoon = sample.at < challenge.openedAt + policy.reactionMs;
  if (tooSoon) return { kind: 'open', challenge: anticipate(challenge, sample, neutral, policy) };
  const wrong = wrongAfter(challenge, sample, neutral, policy);
  if (wrong.some(({ action, hold: held }) => isEnough(action, held, sample.at, policy))) {
    return { kind: 'failed' };
  }
  return challenge.action === 'BLINK'
    ? blink({ ...challenge, wrong }, sample, neutral, policy)
    : move({ ...challenge, wrong }, sample, neutral, policy);
}

/** Before anyone can have reacted: a motion under way now does not count, it has to start again from neutral. */
function anticipate(
  challenge: Challenge,
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): Challenge {
  if (challenge.action === 'BLINK') {
    const shut = sample.eyes <= policy.eyesClosedAt * neutral.eyes;
    return shut ? { ...challenge, stage: { kind: 'shut' } } : challenge;
  }
  const moved = MOTIONS[challenge.action].share(sample, neutral, policy) >= 1;
  return moved ? { ...challenge, armed: false } : challenge;
}

function wrongAfter(
  { action, wrong }: Challenge,
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): Open['wrong'] {
  const before = (other: MotionAction) => wrong.find((one) => one.action === other)?.hold ?? null;
  return otherMotions(action, sample, neutral, policy).map((other) => ({
    action: other,
    hold: hold(before(other), true, sample.at),
  }));
}

const isEnough = (
  action: MotionAction,
  held: Hold | null,
  at: Ms,
  policy: ChallengePolicy,
): boolean => isHeld(held, at, policy.heldFrames, MOTIONS[action].holdMs(policy));

function blink(
  challenge: Blink,
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): ChallengeStep {
  const stage = stepBlink(challenge.stage, sample, neutral, policy);
  if (stage.kind === 'blinked') return { kind: 'passed' };
  const progress = stage.kind === 'closed' ? 0.5 : 0;
  return { kind: 'open', challenge: { ...challenge, stage, progress } };
}

function move(
  challenge: Held,
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): ChallengeStep {
  const share = MOTIONS[challenge.action].share(sample, neutral, policy);
  const trail = follow(challenge.trail, share, sample.at, policy);
  const armed = !trail.jumped && (challenge.armed || share <= policy.backAtShare);
  const held = hold(challenge.hold, armed && share >= 1, sample.at);
  if (isEnough(challenge.action, held, sample.at, policy)) return { kind: 'passed' };
  const progress = Math.min(1, Math.max(0, share));
  return { kind: 'open', challenge: { ...challenge, armed, hold: held, trail, progress } };
}
