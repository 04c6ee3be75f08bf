// Idle: wakes on a face, or starts on request, unless who was denied has to wait. Pure; main process.

import { ms, type Ms } from '#core/frame/index.ts';
import { assessCapture } from '#core/quality/index.ts';
import { isForgotten, waitLeft } from './attempts.ts';
import type { SessionEvent } from './event.ts';
import type { FrameObservation } from './observation.ts';
import type { SessionPolicy } from './policy.ts';
import type { Idle } from './state.ts';
import type { Step } from './transition.ts';

export function stepIdle(before: Idle, event: SessionEvent, policy: SessionPolicy): Step {
  if (before.attempts !== null && isForgotten(before.attempts, event.at, policy)) {
    return after(stepIdle(forgiven(before), event, policy), before);
  }
  switch (event.type) {
    case 'started':
      return waitLeft(before, event.at, policy) > 0
        ? { state: before, effects: [] }
        : start(before, event, policy);
    case 'frame-observed':
      return look(before, event.observation, event.at, policy);
    default:
      return { state: before, effects: [] };
  }
}

function start(
  { attempts }: Idle,
  { at, sessionId, challenges }: Extract<SessionEvent, { type: 'started' }>,
  policy: SessionPolicy,
): Step {
  return {
    state: {
      phase: 'positioning',
      sessionId,
      startedAt: at,
      sessionDeadline: ms(at + policy.sessionMs),
      deadline: ms(at + policy.positioning.ms),
      todo: challenges,
      attempts: attempts && { ...attempts, knowsWho: false },
      newestAt: null,
      track: null,
      hint: null,
      severalSince: null,
      isExtended: false,
      isMasked: false,
      good: 0,
      samples: [],
    },
    // From here on the session holds a template of its own.
    effects: attempts?.knowsWho === true ? [{ type: 'forget-reference' }] : [],
  };
}

function look(state: Idle, observation: FrameObservation, at: Ms, policy: SessionPolicy): Step {
  const share = (observation.faces[0]?.box.height ?? 0) / observation.size.height;
  if (share < policy.wake.minFaceShare) {
    const gone = state.lastFaceAt === null || at - state.lastFaceAt >= policy.wake.departureMs;
    const awaitingDeparture = state.awaitingDeparture && !gone;
    return { state: { ...nobody(state), otherFrames: 0, awaitingDeparture }, effects: [] };
  }
  const seen: Idle = {
    ...state,
    lastFaceAt: at,
    otherFrames: otherFrames(state, observation, policy),
  };
  if (seen.otherFrames >= policy.retry.otherFrames) {
    return after(wake({ ...forgiven(seen), awaitingDeparture: false }, at, policy), seen);
  }
  const mayWake = !seen.awaitingDeparture && waitLeft(seen, at, policy) === 0;
  return mayWake ? wake(seen, at, policy) : { state: nobody(seen), effects: [] };
}

/** Whoever is seen is told so for a moment before anything begins: time to read it, and to step aside. */
function wake(state: Idle, at: Ms, { wake: { frames, noticeMs } }: SessionPolicy): Step {
  const facing = state.facing + 1;
  const facingSince = state.facingSince ?? at;
  return facing < frames || at - facingSince < noticeMs
    ? { state: { ...state, facing, facingSince }, effects: [] }
    : { state: nobody(state), effects: [{ type: 'draw-challenges' }] };
}

const nobody = (state: Idle): Idle => ({ ...state, facing: 0, facingSince: null });

/** A face that cannot be compared says nothing either way; one that is turned or covered resembles nobody, not even itself. */
function otherFrames(state: Idle, observation: FrameObservation, policy: SessionPolicy): number {
  const { identity } = observation;
  if (state.attempts === null || identity.kind !== 'measured') return state.otherFrames;
  if (assessCapture(observation, policy.capture).kind === 'issue') return state.otherFrames;
  return identity.similarity < policy.identity.strangerBelow ? state.otherFrames + 1 : 0;
}

const forgiven = (state: Idle): Idle => ({ ...state, attempts: null, otherFrames: 0 });

/** With the template of who was denied forgotten first, if there was one. */
const after = ({ state, effects }: Step, { attempts }: Idle): Step => ({
  state,
  effects: attempts?.knowsWho === true ? [{ type: 'forget-reference' }, ...effects] : effects,
});
