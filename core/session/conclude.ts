// The end of a session: verdict, then log, then door, then show. Pure; main process.

import { ms, type Ms } from '#core/frame/index.ts';
import { fusedScore } from '#core/fusion/index.ts';
import { unavailable } from '#core/pad/index.ts';
import { attemptsAfter, attemptsAfterRefusal } from './attempts.ts';
import type { FusedScore, Verdict } from './decision-record.ts';
import type { SessionEffect, SessionEvent } from './event.ts';
import type { Outcome, Reason } from './outcome.ts';
import type { SessionPolicy } from './policy.ts';
import type { Concluded, RunningState } from './state.ts';
import type { Step } from './transition.ts';

/** Ends a running session. Nothing but a bona fide outcome is ever granted. */
export function conclude(state: RunningState, at: Ms, outcome: Outcome, reason: Reason): Step {
  const verdict: Verdict = {
    sessionId: state.sessionId,
    outcome,
    decision: outcome === 'bona-fide' ? 'grant' : 'deny',
    reasons: [reason],
    score: scoreOf(state),
    passed: state.phase === 'active' ? state.passed : [],
    medicalMask: state.isMasked,
    extendedTime: state.isExtended,
    durationMs: at - state.startedAt,
  };
  const attempts = attemptsAfter(state, at, outcome, reason);
  const append: SessionEffect = { type: 'append-decision', verdict };
  const prompted = state.phase === 'active' && state.stage.kind === 'prompted' ? state.stage : null;
  return {
    state: {
      phase: 'concluded',
      verdict,
      attempts,
      earlier: state.attempts,
      unfinished: prompted?.challenge.action ?? null,
      stage: 'appending',
      decisionId: null,
      door: 'shut',
      deadline: null,
    },
    effects: attempts?.knowsWho === true ? [append] : [{ type: 'forget-reference' }, append],
  };
}

function scoreOf(state: RunningState): FusedScore {
  const score = state.phase === 'positioning' ? null : fusedScore(state.votes);
  return score === null ? unavailable('not-requested') : { kind: 'fused', value: score };
}

/** The door moves only once the decision is in the log, and only for a grant. */
export function stepConcluded(state: Concluded, event: SessionEvent, policy: SessionPolicy): Step {
  switch (state.stage) {
    case 'appending':
      return stepAppending(state, event, policy);
    case 'opening':
      return stepOpening(state, event, policy);
    case 'settled': {
      const over = state.deadline !== null && event.at >= state.deadline;
      if (!over && event.type !== 'cancelled') return { state, effects: [] };
      return {
        state: {
          phase: 'idle',
          awaitingDeparture: true,
          facing: 0,
          facingSince: null,
          lastFaceAt: event.at,
          attempts: state.attempts,
          otherFrames: 0,
        },
        effects: [],
      };
    }
  }
}

function stepAppending(state: Concluded, event: SessionEvent, policy: SessionPolicy): Step {
  if (event.type === 'append-failed') {
    // Nobody passes without a record of it.
    const verdict = denied(state.verdict, 'log-failed');
    return { state: settled({ ...state, verdict }, event.at, policy), effects: [] };
  }
  if (event.type === 'passage-refused' && state.verdict.decision === 'grant') {
    const verdict = denied(state.verdict, event.reason);
    return { state: { ...state, verdict }, effects: [{ type: 'append-decision', verdict }] };
  }
  if (event.type === 'identity-refused' && state.verdict.decision === 'grant') {
    const verdict = denied(state.verdict, event.reason);
    const attempts = attemptsAfterRefusal(state, event.at, event.reason);
    const append: SessionEffect = { type: 'append-decision', verdict };
    return { state: { ...state, verdict, attempts }, effects: [append] };
  }
  if (event.type !== 'decision-appended') return { state, effects: [] };
  const { decisionId } = event;
  const appended: Concluded = { ...state, decisionId };
  if (state.verdict.decision === 'deny') {
    return { state: settled(appended, event.at, policy), effects: [] };
  }
  return {
    state: { ...appended, stage: 'opening' },
    effects: [{ type: 'pulse-door', decisionId, pulseMs: policy.doorPulseMs }],
  };
}

/** Whatever the outcome is: the door stays shut, and that is why. */
const denied = (verdict: Verdict, reason: Reason): Verdict => ({
  ...verdict,
  decision: 'deny',
  reasons: [...verdict.reasons, reason],
});

function stepOpening(state: Concluded, event: SessionEvent, policy: SessionPolicy): Step {
  switch (event.type) {
    case 'door-pulsed':
      return { state: settled({ ...state, door: 'pulsed' }, event.at, policy), effects: [] };
    case 'door-faulted':
      return { state: settled({ ...state, door: 'fault' }, event.at, policy), effects: [] };
    case 'door-absent':
      return { state: settled(state, event.at, policy), effects: [] };
    default:
      return { state, effects: [] };
  }
}

const settled = (state: Concluded, at: Ms, policy: SessionPolicy): Concluded => ({
  ...state,
  stage: 'settled',
  deadline: ms(at + policy.resultMs),
});
