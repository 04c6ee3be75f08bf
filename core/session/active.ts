// Active: challenges, one at a time, each from a neutral start, while judging goes on. Pure; main process.

import {
  isNeutral,
  openChallenge,
  stepChallenge,
  type ChallengeSample,
} from '#core/challenge/index.ts';
import { ms, type Ms } from '#core/frame/index.ts';
import type { CaptureIssue } from '#core/quality/index.ts';
import { conclude } from './conclude.ts';
import { look, type Look } from './look.ts';
import type { FrameObservation } from './observation.ts';
import type { SessionPolicy } from './policy.ts';
import type { Active } from './state.ts';
import type { Step } from './transition.ts';
import { weighAll, weighNewest, withNovelty } from './weigh.ts';

export function stepActive(
  state: Active,
  observation: FrameObservation,
  at: Ms,
  policy: SessionPolicy,
): Step {
  const seen = look(state, observation, at, policy);
  if (seen.presence === 'lost') return conclude(state, at, 'non-response', 'face-lost');
  if (seen.presence === 'several') return conclude(state, at, 'non-response', 'several-faces');

  const next = withEvidence(state, observation, seen, at, policy);
  // Judging goes on: an instrument or a person can be swapped in once the passive phase is over.
  const { fused, denier } = weighNewest(next, policy);
  if (fused.kind === 'attack') return conclude(next, at, 'attack', denier ?? 'pad');
  if (next.strangerFrames >= policy.identity.strangerFrames) {
    return conclude(next, at, 'attack', 'face-changed');
  }
  if (seen.sample === null) return { state: next, effects: [] };
  return next.stage.kind === 'prompted'
    ? answer(next, next.stage, seen.sample, at, policy)
    : centre(next, next.stage, seen.sample, at, policy);
}

function withEvidence(
  state: Active,
  { identity, novelty, plane }: FrameObservation,
  seen: Look,
  at: Ms,
  policy: SessionPolicy,
): Active {
  const measured = identity.kind === 'measured';
  // A turned head resembles its frontal self less: only frontal frames are compared.
  const similarity = measured && seen.hint === null ? identity.similarity : null;
  const stranger = similarity !== null && similarity < policy.identity.strangerBelow;
  const same = similarity !== null && similarity >= policy.identity.sameAt;
  return {
    ...state,
    track: seen.track,
    severalSince: seen.severalSince,
    hint: seen.hint !== null && ASKED_FOR.has(seen.hint) ? null : seen.hint,
    isMasked: state.isMasked || seen.isMasked,
    votes: seen.vote === null ? state.votes : [...state.votes, seen.vote],
    novelties: withNovelty(state.novelties, novelty),
    planes: plane === null ? state.planes : [...state.planes, plane],
    strangerFrames:
      similarity === null ? state.strangerFrames : stranger ? state.strangerFrames + 1 : 0,
    // Only as long as nothing else was measured since: the newest measurement counts.
    sameAt: same ? at : similarity === null ? state.sameAt : null,
    sinceIdentity: measured ? 0 : state.sinceIdentity + 1,
  };
}

/** A turned head, closed eyes and what a motion smears are what was asked for, not something to mend. */
const ASKED_FOR: ReadonlySet<CaptureIssue> = new Set([
  'FACE_ANGLE_TOO_LARGE',
  'EYES_CLOSED',
  'BLURRED',
  'HOLD_STILL',
]);

type Prompted = Extract<Active['stage'], { kind: 'prompted' }>;
type Centring = Extract<Active['stage'], { kind: 'centring' }>;

function answer(
  state: Active,
  stage: Prompted,
  sample: ChallengeSample,
  at: Ms,
  policy: SessionPolicy,
): Step {
  const answered = stepChallenge(stage.challenge, sample, state.neutral, policy.challenge);
  switch (answered.kind) {
    case 'failed':
      return conclude(state, at, 'non-response', 'wrong-action');
    case 'open':
      return {
        state: { ...state, stage: { ...stage, challenge: answered.challenge } },
        effects: [],
      };
    case 'passed': {
      const passed: Active = {
        ...state,
        passed: [...state.passed, stage.challenge.action],
        stage: { kind: 'centring', since: at, steady: 0 },
        deadline: ms(at + policy.active.centringMs),
      };
      return { state: passed, effects: [] };
    }
  }
}

/**
 * Back to neutral, and still the same person after what was asked: then the next prompt opens, or, with nothing left to do, the
 * evidence is weighed a last time.
 */
function centre(
  state: Active,
  stage: Centring,
  sample: ChallengeSample,
  at: Ms,
  policy: SessionPolicy,
): Step {
  const steady = isNeutral(sample, state.neutral, policy.challenge) ? stage.steady + 1 : 0;
  const next: Active = { ...state, stage: { ...stage, steady } };
  const isConfirmed = state.sameAt !== null && state.sameAt >= stage.since;
  const mustConfirm = state.passed.length > 0;
  if (steady < policy.active.steadyFrames || (mustConfirm && !isConfirmed)) {
    return { state: next, effects: [] };
  }
  const [action, ...todo] = state.todo;
  if (action !== undefined) {
    const challenge = openChallenge(action, at);
    const deadline = ms(at + policy.active.challengeMs);
    return {
      state: { ...next, todo, deadline, stage: { kind: 'prompted', challenge } },
      effects: state.passed.length === 0 ? [{ type: 'hold-outline' }] : [],
    };
  }
  const { fused, denier } = weighAll(next, policy);
  switch (fused.kind) {
    case 'bona-fide':
      return conclude(next, at, 'bona-fide', 'complete');
    case 'attack':
      return conclude(next, at, 'attack', denier ?? 'pad');
    case 'undecided':
      return conclude(next, at, 'non-response', 'pad');
  }
}
