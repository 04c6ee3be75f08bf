// One open challenge: samples in, progress out. Pure; main process.
//
//   open ──asked motion──▶ passed
//     └───clear other motion──▶ failed        (the deadline belongs to the session)
//
// A recording that contains everything must not match everything: a wrong action fails the challenge.

import type { Ms } from '#core/frame/index.ts';
import { isTurn, type JudgedAction } from './action.ts';
import { stepBlink, type BlinkStage } from './blink.ts';
import type { ChallengeSample, Neutral } from './neutral.ts';
import type { ChallengePolicy } from './policy.ts';
import { turnSeen, turnTowards, type TurnAction } from './turn.ts';

interface Open {
  readonly openedAt: Ms;
  /** Frames in a row that showed a clear other action. */
  readonly wrongFrames: number;
  /** Share of the asked motion seen in the newest frame, in [0, 1]. Guidance only. */
  readonly progress: number;
}

export type Challenge =
  | (Open & { readonly action: 'BLINK'; readonly stage: BlinkStage })
  | (Open & {
      readonly action: TurnAction;
      /** False while a motion that began before anyone could have read the prompt has not returned to neutral. */
      readonly armed: boolean;
      readonly heldFrames: number;
    });

export type ChallengeStep =
  | { readonly kind: 'open'; readonly challenge: Challenge }
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed' };

/** Opens a challenge. The caller has seen the neutral start state. */
export function openChallenge(action: JudgedAction, at: Ms): Challenge {
  const open = { openedAt: at, wrongFrames: 0, progress: 0 };
  return action === 'BLINK'
    ? { ...open, action, stage: { kind: 'open' } }
    : { ...open, action, armed: true, heldFrames: 0 };
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
  const wrongFrames = isWrong(challenge, sample, neutral, policy) ? challenge.wrongFrames + 1 : 0;
  if (wrongFrames >= policy.turnFrames) return { kind: 'failed' };
  return challenge.action === 'BLINK'
    ? blink({ ...challenge, wrongFrames }, sample, neutral, policy)
    : turn({ ...challenge, wrongFrames }, sample, neutral, policy);
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
  const turned = turnSeen(sample, neutral, policy.turnDegrees) !== null;
  return turned ? { ...challenge, armed: false } : challenge;
}

function isWrong(
  challenge: Challenge,
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): boolean {
  if (!isTurn(challenge.action)) return turnSeen(sample, neutral, policy.wrongTurnDegrees) !== null;
  const seen = turnSeen(sample, neutral, policy.turnDegrees);
  return seen !== null && seen !== challenge.action;
}

function blink(
  challenge: Extract<Challenge, { action: 'BLINK' }>,
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): ChallengeStep {
  const stage = stepBlink(challenge.stage, sample, neutral, policy);
  if (stage.kind === 'blinked') return { kind: 'passed' };
  const progress = stage.kind === 'closed' ? 0.5 : 0;
  return { kind: 'open', challenge: { ...challenge, stage, progress } };
}

function turn(
  challenge: Extract<Challenge, { action: TurnAction }>,
  sample: ChallengeSample,
  neutral: Neutral,
  policy: ChallengePolicy,
): ChallengeStep {
  const towards = turnTowards(challenge.action, sample, neutral);
  const armed = challenge.armed || Math.abs(towards) <= policy.centredWithinDegrees;
  const heldFrames = armed && towards >= policy.turnDegrees ? challenge.heldFrames + 1 : 0;
  if (heldFrames >= policy.turnFrames) return { kind: 'passed' };
  const progress = Math.min(1, Math.max(0, towards / policy.turnDegrees));
  return { kind: 'open', challenge: { ...challenge, armed, heldFrames, progress } };
}
