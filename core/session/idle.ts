// Idle: wakes on a face, or starts on request. Pure; main process.

import { ms, type Ms } from '#core/frame/index.ts';
import type { SessionEvent } from './event.ts';
import type { FrameObservation } from './observation.ts';
import type { SessionPolicy } from './policy.ts';
import type { Idle } from './state.ts';
import type { Step } from './transition.ts';

export function stepIdle(state: Idle, event: SessionEvent, policy: SessionPolicy): Step {
  switch (event.type) {
    case 'started':
      return {
        state: {
          phase: 'positioning',
          sessionId: event.sessionId,
          startedAt: event.at,
          sessionDeadline: ms(event.at + policy.sessionMs),
          deadline: ms(event.at + policy.positioning.ms),
          todo: event.challenges,
          track: null,
          hint: null,
          severalSince: null,
          good: 0,
          samples: [],
        },
        effects: [],
      };
    case 'frame-observed':
      return look(state, event.observation, event.at, policy);
    default:
      return { state, effects: [] };
  }
}

function look(state: Idle, observation: FrameObservation, at: Ms, policy: SessionPolicy): Step {
  const share = (observation.faces[0]?.box.height ?? 0) / observation.size.height;
  if (share < policy.wake.minFaceShare) {
    const gone = state.lastFaceAt === null || at - state.lastFaceAt >= policy.wake.departureMs;
    const awaitingDeparture = state.awaitingDeparture && !gone;
    return { state: { ...state, facing: 0, awaitingDeparture }, effects: [] };
  }
  const facing = state.awaitingDeparture ? 0 : state.facing + 1;
  const wake = facing >= policy.wake.frames;
  return {
    state: { ...state, facing: wake ? 0 : facing, lastFaceAt: at },
    effects: wake ? [{ type: 'draw-challenges' }] : [],
  };
}
