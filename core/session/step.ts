// The one transition function of a session: state and event in, state and effects out. Pure; main process.
// Staying put is the default: what a phase does not name changes nothing.

import { stepActive } from './active.ts';
import { conclude, stepConcluded } from './conclude.ts';
import type { SessionEvent } from './event.ts';
import { stepIdle } from './idle.ts';
import { extend, policyFor } from './extend.ts';
import type { Reason } from './outcome.ts';
import { stepPassive } from './passive.ts';
import type { SessionPolicy } from './policy.ts';
import { stepPositioning } from './positioning.ts';
import { isRunning, type RunningState, type SessionState } from './state.ts';
import type { Step } from './transition.ts';

/** Advances a session by one event. Total: it never throws, and every running state leaves by its deadline at the latest. */
export function step(state: SessionState, event: SessionEvent, base: SessionPolicy): Step {
  const policy = policyFor(state, base);
  if (isRunning(state)) {
    const reason = endedBy(state, event, policy);
    return reason === null
      ? stepRunning(state, event, policy)
      : conclude(state, event.at, 'non-response', reason);
  }
  return state.phase === 'idle'
    ? stepIdle(state, event, policy)
    : stepConcluded(state, event, policy);
}

/** Why this event ends a running session whatever its phase, or null. Time comes first: a frame that is too late is too late. */
function endedBy(state: RunningState, event: SessionEvent, policy: SessionPolicy): Reason | null {
  if (event.at >= state.sessionDeadline) return 'session-timeout';
  if (event.at >= state.deadline) return timeoutOf(state, policy);
  switch (event.type) {
    case 'cancelled':
    case 'input-ended':
    case 'inference-failed':
    case 'camera-changed':
    case 'frames-stale':
      return event.type;
    default:
      return null;
  }
}

function timeoutOf(state: RunningState, policy: SessionPolicy): Reason {
  switch (state.phase) {
    case 'positioning':
      return 'positioning-timeout';
    case 'passive':
      return 'passive-timeout';
    case 'active':
      return state.stage.kind === 'centring' && state.stage.steady >= policy.active.steadyFrames
        ? 'identity-unconfirmed'
        : 'challenge-timeout';
  }
}

function stepRunning(state: RunningState, event: SessionEvent, policy: SessionPolicy): Step {
  if (event.type === 'time-extended') return { state: extend(state, policy), effects: [] };
  if (event.type !== 'frame-observed') return { state, effects: [] };
  const { at, observation } = event;
  const newestAt = observation.capturedAt;
  if (state.newestAt !== null && newestAt <= state.newestAt) return { state, effects: [] };
  switch (state.phase) {
    case 'positioning':
      return stepPositioning({ ...state, newestAt }, observation, at, policy);
    case 'passive':
      return stepPassive({ ...state, newestAt }, observation, at, policy);
    case 'active':
      return stepActive({ ...state, newestAt }, observation, at, policy);
  }
}
