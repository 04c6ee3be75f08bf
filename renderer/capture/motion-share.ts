// How much of an asked motion a face shows, from the person's own neutral face: for instant feedback, never for a verdict. Pure; renderer.

import type { Action, ChallengeSample, Neutral } from '#core/challenge/index.ts';

/** The share of the motion in [0, 1], where 1 is as far as a person has to go to be sure. */
export const motionShare = (action: Action, now: ChallengeSample, neutral: Neutral): number =>
  clamp(SHARES[action](now, neutral));

/**
 * Where a motion is complete for the eye: a little further than the main side asks for, so that whoever fills the bar has done enough.
 * Degrees from neutral, a share of the open eye, a share of the mouth's width, and eye distances.
 */
const FULL = { turn: 16, nod: 14, closing: 0.5, widening: 0.14, lift: 0.07 } as const;

type Share = (now: ChallengeSample, neutral: Neutral) => number;

const SHARES: Readonly<Record<Action, Share>> = {
  // Yaw grows to the subject's own left, pitch upwards.
  'LOOK LEFT': (now, neutral) => (now.pose.yaw - neutral.yaw) / FULL.turn,
  'LOOK RIGHT': (now, neutral) => (neutral.yaw - now.pose.yaw) / FULL.turn,
  'LOOK UP': (now, neutral) => (now.pose.pitch - neutral.pitch) / FULL.nod,
  'LOOK DOWN': (now, neutral) => (neutral.pitch - now.pose.pitch) / FULL.nod,
  BLINK: (now, neutral) => (1 - now.eyes / neutral.eyes) / FULL.closing,
  // Both have to happen: speech parts the corners, a bowed head lifts them.
  SMILE: (now, neutral) =>
    Math.min(
      (now.mouth.width / neutral.mouth.width - 1) / FULL.widening,
      (neutral.mouth.drop - now.mouth.drop) / FULL.lift,
    ),
};

/** A face that was measured badly (a division by nothing) shows no motion. */
const clamp = (value: number): number => (value > 0 ? Math.min(1, value) : 0);
