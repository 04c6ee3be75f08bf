// Positioning: the subject comes into place, and the neutral face is learned. Pure; main process.

import { neutralOf } from '#core/challenge/index.ts';
import { ms, type Ms } from '#core/frame/index.ts';
import { look } from './look.ts';
import type { FrameObservation } from './observation.ts';
import type { SessionPolicy } from './policy.ts';
import type { Passive, Positioning } from './state.ts';
import type { Step } from './transition.ts';

/** Good frames in a row open the passive phase; anything else starts the row again. */
export function stepPositioning(
  state: Positioning,
  observation: FrameObservation,
  at: Ms,
  policy: SessionPolicy,
): Step {
  const seen = look(state, observation, at, policy);
  const { track, severalSince, hint } = seen;
  const followed = { ...state, track, severalSince, hint };
  if (seen.presence !== 'followed' || seen.hint !== null || seen.sample === null) {
    return { state: { ...followed, isMasked: false, good: 0, samples: [] }, effects: [] };
  }
  const samples = [...state.samples, seen.sample];
  const isMasked = state.isMasked || seen.isMasked;
  const neutral = neutralOf(samples, policy.positioning.goodFrames);
  if (neutral === null) {
    return { state: { ...followed, isMasked, good: samples.length, samples }, effects: [] };
  }
  const { sessionId, startedAt, sessionDeadline, todo, attempts, newestAt, isExtended } = state;
  const passive: Passive = {
    phase: 'passive',
    sinceMesh: 0,
    sessionId,
    startedAt,
    sessionDeadline,
    deadline: ms(at + policy.passive.ms),
    todo,
    attempts,
    newestAt,
    track,
    hint,
    severalSince,
    isExtended,
    isMasked,
    neutral,
    votes: [],
    novelties: [],
    hasReference: false,
  };
  return { state: passive, effects: [] };
}

/** Back to the start of a running session: its votes and its reference belong to a presentation that is over. */
export function reposition(state: Passive, at: Ms, policy: SessionPolicy): Step {
  const { sessionId, startedAt, sessionDeadline, todo, attempts, newestAt, hint, isExtended } =
    state;
  return {
    state: {
      phase: 'positioning',
      sessionId,
      startedAt,
      sessionDeadline,
      deadline: ms(at + policy.positioning.ms),
      todo,
      attempts,
      newestAt,
      track: null,
      hint,
      severalSince: null,
      isExtended,
      isMasked: false,
      good: 0,
      samples: [],
    },
    effects: [{ type: 'forget-reference' }],
  };
}
