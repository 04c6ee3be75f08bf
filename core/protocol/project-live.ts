// A session's state and newest event as a watching operator is shown them. Pure; main process.

import { applyCues, fuseNewest } from '#core/fusion/index.ts';
import {
  NOVELTY_WINDOW,
  readPlaneFits,
  readRepeatedFrames,
  type CueReading,
} from '#core/pad/index.ts';
import type {
  Active,
  Concluded,
  FrameObservation,
  Passive,
  SessionEvent,
  SessionPolicy,
  SessionState,
} from '#core/session/index.ts';
import type { LiveFrame, LiveResult, OperatorLive } from './operator-live.ts';

export interface LiveProjection {
  readonly state: SessionState;
  readonly event: SessionEvent;
  readonly isAssisted: (sessionId: string) => boolean;
  /** Of the session before, as far as there was one. */
  readonly last: LiveResult | null;
  readonly awaitsDecision: boolean;
}

export function projectLive(
  { state, event, isAssisted, last, awaitsDecision }: LiveProjection,
  policy: SessionPolicy,
): OperatorLive {
  const sessionId = sessionOf(state);
  const isJudging = state.phase === 'passive' || state.phase === 'active';
  return {
    push: 'live',
    at: event.at,
    phase: state.phase,
    sessionId,
    assisted: sessionId !== null && isAssisted(sessionId),
    frame: event.type === 'frame-observed' ? frameOf(event.observation, state) : null,
    ...(isJudging ? evidenceOf(state, policy) : NO_EVIDENCE),
    votesNeeded: policy.fusion.minVotes,
    attackAt: policy.fusion.attackAt,
    bonaFideAt: policy.fusion.bonaFideAt,
    challenge: state.phase === 'active' ? challengeOf(state) : null,
    last,
    awaitsDecision,
  };
}

/** What is kept of a session that has ended; null while none has. */
export function liveResult(
  state: SessionState,
  isAssisted: (sessionId: string) => boolean,
): LiveResult | null {
  if (state.phase !== 'concluded') return null;
  const { verdict, decisionId, door } = state;
  return {
    sessionId: verdict.sessionId,
    assisted: isAssisted(verdict.sessionId),
    outcome: verdict.outcome,
    decision: verdict.decision,
    reasons: [...verdict.reasons],
    score: verdict.score.kind === 'fused' ? verdict.score.value : null,
    passed: [...verdict.passed],
    durationMs: verdict.durationMs,
    decisionId,
    door,
  };
}

const sessionOf = (state: Exclude<SessionState, Concluded> | Concluded): string | null => {
  if (state.phase === 'idle') return null;
  return state.phase === 'concluded' ? state.verdict.sessionId : state.sessionId;
};

function frameOf(observation: FrameObservation, state: SessionState): LiveFrame {
  const { size, faces, pad, pose, eyes, mouth, identity, light } = observation;
  const [face] = faces;
  return {
    width: size.width,
    height: size.height,
    faces: faces.length,
    face: face === undefined ? null : { box: { ...face.box }, points: pointsOf(face) },
    issue: 'hint' in state ? state.hint : null,
    padScore: pad.kind === 'scored' ? pad.score : null,
    padUnavailable: pad.kind === 'scored' ? null : pad.reason,
    models: pad.kind === 'scored' ? { ...pad.models } : {},
    pose: pose && { ...pose },
    eyes: eyes && { ...eyes },
    mouthOpening: mouth?.opening ?? null,
    similarity: identity.kind === 'measured' ? identity.similarity : null,
    light: light && { ...light },
  };
}

function pointsOf({ points }: FrameObservation['faces'][number]): { x: number; y: number }[] {
  const { rightEye, leftEye, nose, rightMouth, leftMouth } = points;
  return [rightEye, leftEye, nose, rightMouth, leftMouth].map(({ x, y }) => ({ x, y }));
}

type Evidence = Pick<OperatorLive, 'fused' | 'votes' | 'cues'>;
const NO_EVIDENCE: Evidence = { fused: null, votes: [], cues: [] };

/** The same numbers as the machine's own, from the same state. */
function evidenceOf(state: Passive | Active, { fusion, cues }: SessionPolicy): Evidence {
  const repeated =
    state.novelties.length < NOVELTY_WINDOW ? [] : [readRepeatedFrames(state.novelties)];
  const turned = state.phase === 'active' ? [readPlaneFits(state.planes)] : [];
  // What decides while a session runs; the turned sheet is weighed at its end.
  const { fused, pai } = applyCues(fuseNewest(state.votes, fusion), repeated, cues);
  return {
    fused: { kind: fused.kind, score: fused.score, pai: pai?.species ?? null },
    votes: state.votes.slice(-fusion.window).map(({ score }) => score),
    cues: [...repeated, ...turned].map(cueOf),
  };
}

const cueOf = (reading: CueReading): Evidence['cues'][number] => ({
  cue: reading.cue,
  strength: reading.kind === 'read' ? reading.strength : null,
});

function challengeOf({ stage, passed, todo }: Active): OperatorLive['challenge'] {
  const open = stage.kind === 'prompted' ? stage.challenge : null;
  return {
    action: open?.action ?? null,
    progress: Math.min(1, Math.max(0, open?.progress ?? 0)),
    passed: [...passed],
    left: todo.length + (open === null ? 0 : 1),
  };
}
