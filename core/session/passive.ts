// Passive: judged frames are fused until the evidence is clear. Pure; main process.

import { ms, type Ms } from '#core/frame/index.ts';
import { conclude } from './conclude.ts';
import type { SessionEffect } from './event.ts';
import { look } from './look.ts';
import type { FrameObservation } from './observation.ts';
import type { SessionPolicy } from './policy.ts';
import { reposition } from './positioning.ts';
import type { Active, Passive } from './state.ts';
import type { Step } from './transition.ts';
import { weighNewest, withNovelty } from './weigh.ts';

export function stepPassive(
  state: Passive,
  observation: FrameObservation,
  at: Ms,
  policy: SessionPolicy,
): Step {
  const seen = look(state, observation, at, policy);
  if (seen.presence === 'lost' || seen.presence === 'several') {
    return reposition({ ...state, hint: seen.hint }, at, policy);
  }
  const embedded =
    observation.identity.kind === 'unavailable' && observation.identity.reason === 'no-reference';
  const holds = !state.hasReference && embedded && seen.hint === null;
  const next: Passive = {
    ...state,
    track: seen.track,
    severalSince: seen.severalSince,
    hint: seen.hint,
    isMasked: state.isMasked || seen.isMasked,
    votes: seen.vote === null ? state.votes : [...state.votes, seen.vote],
    novelties: withNovelty(state.novelties, observation.novelty),
    hasReference: state.hasReference || holds,
    sinceMesh: observation.covers === null ? state.sinceMesh + 1 : 0,
  };
  const { fused, denier } = weighNewest(next, policy);
  if (fused.kind === 'attack') return conclude(next, at, 'attack', denier ?? 'pad');
  const effects: readonly SessionEffect[] = holds ? [{ type: 'hold-reference' }] : [];
  const clear = fused.kind === 'bona-fide' && next.hasReference;
  return { state: clear ? activate(next, at, policy) : next, effects };
}

function activate(state: Passive, at: Ms, policy: SessionPolicy): Active {
  return {
    ...state,
    phase: 'active',
    deadline: ms(at + policy.active.centringMs),
    passed: [],
    stage: { kind: 'centring', since: at, steady: 0 },
    planes: [],
    strangerFrames: 0,
    sameAt: null,
    sinceIdentity: 0,
  };
}
