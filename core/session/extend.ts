// More time for whoever asks for it (WCAG 2.2.1): later deadlines and a longer pulse of the door, and nothing else. Pure; main process.

import { ms, type Ms } from '#core/frame/index.ts';
import type { SessionPolicy } from './policy.ts';
import type { RunningState, SessionState } from './state.ts';

/**
 * How many times as long. Answering soon is part of what is judged, so that no more can be given (the clause's essential exception);
 * whoever needs more starts again as often as they like.
 */
const TIMES_AS_LONG = 2.5;

/**
 * The same rules with later deadlines. Thresholds, votes, challenges and how they are answered stay as they are: above all how soon
 * nobody can have reacted, how long a blink lasts, and how long a face may be out of sight.
 */
export const extendedPolicy = (policy: SessionPolicy): SessionPolicy => ({
  ...policy,
  positioning: { ...policy.positioning, ms: longer(policy.positioning.ms) },
  passive: { ...policy.passive, ms: longer(policy.passive.ms) },
  active: {
    ...policy.active,
    challengeMs: longer(policy.active.challengeMs),
    centringMs: longer(policy.active.centringMs),
  },
  sessionMs: longer(policy.sessionMs),
  resultMs: longer(policy.resultMs),
  doorPulseMs: Math.max(policy.doorPulseMs, policy.extendedDoorPulseMs),
});

const longer = (time: Ms): Ms => ms(time * TIMES_AS_LONG);

/** The policy that holds for this state. */
export const policyFor = (state: SessionState, policy: SessionPolicy): SessionPolicy =>
  isExtended(state) ? extendedPolicy(policy) : policy;

function isExtended(state: SessionState): boolean {
  if (state.phase === 'idle') return false;
  return state.phase === 'concluded' ? state.verdict.extendedTime : state.isExtended;
}

/** The running session with what is left of its time, and of its phase's, put off by as much as the extension adds. */
export function extend<S extends RunningState>(state: S, policy: SessionPolicy): S {
  if (state.isExtended) return state;
  const extended = extendedPolicy(policy);
  const later = extended.sessionMs - policy.sessionMs;
  return {
    ...state,
    isExtended: true,
    deadline: ms(state.deadline + phaseMs(state, extended) - phaseMs(state, policy)),
    sessionDeadline: ms(state.sessionDeadline + later),
  };
}

function phaseMs(state: RunningState, policy: SessionPolicy): Ms {
  switch (state.phase) {
    case 'positioning':
      return policy.positioning.ms;
    case 'passive':
      return policy.passive.ms;
    case 'active':
      return state.stage.kind === 'prompted' ? policy.active.challengeMs : policy.active.centringMs;
  }
}
