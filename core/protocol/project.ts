// The state of a session as a page may see it. Pure; main process.

import type { Ms } from '#core/frame/index.ts';
import type { CaptureIssue } from '#core/quality/index.ts';
import {
  waitLeft,
  type Active,
  type Concluded,
  type Idle,
  type Reason,
  type RunningState,
  type SessionPolicy,
  type SessionState,
} from '#core/session/index.ts';
import {
  PROTOCOL_VERSION,
  type Advice,
  type KioskFault,
  type SessionView,
} from './session-view.ts';

/** What a subject is told before any session that is not so at every kiosk. */
export interface Notice {
  /** Their face is compared with those who are enrolled. */
  readonly recognises: boolean;
  /** Days for which a picture of a session may be kept; null where none is. */
  readonly keepsPicturesDays: number | null;
}

export interface Projection {
  readonly state: SessionState;
  /** Why no session can be run, or null. A running session is shown to its end even then. */
  readonly fault: KioskFault | 'starting' | null;
  /** The name of the camera that was refused; none where none was. */
  readonly refusedCamera?: string | null;
  readonly demo: boolean;
  /** SHA-256 of the calibration that the policy comes from; null with the default operating points. */
  readonly calibrationSha256: string | null;
  /** No session begins before a badge or PIN has said whose it is. */
  readonly needsClaim?: boolean;
  readonly notice?: Notice;
  readonly at: Ms;
}

/** No score, no threshold, no challenge that is still to come. */
export function project(
  {
    state,
    fault,
    refusedCamera,
    demo,
    calibrationSha256,
    needsClaim = false,
    notice,
    at,
  }: Projection,
  policy: SessionPolicy,
): SessionView {
  const common = {
    version: PROTOCOL_VERSION,
    demo,
    ...(calibrationSha256 !== null && { calibration: calibrationSha256.slice(0, SHORT_HASH) }),
  } as const;
  switch (state.phase) {
    case 'idle':
      if (fault === 'starting') return { ...common, phase: 'starting' };
      return fault === null
        ? {
            ...common,
            phase: 'idle',
            ...waitOf(state, at, policy),
            ...beginOf(state, needsClaim),
            ...(notice !== undefined && noticeOf(notice)),
          }
        : { ...common, phase: 'not-ready', fault, ...cameraOf(fault, refusedCamera) };
    case 'positioning':
      return {
        ...common,
        ...runningOf(state),
        phase: 'positioning',
        progress: share(state.good / policy.positioning.goodFrames),
      };
    case 'passive':
      return {
        ...common,
        ...runningOf(state),
        phase: 'passive',
        progress: share(state.votes.length / policy.fusion.minVotes),
      };
    case 'active':
      return {
        ...common,
        ...runningOf(state),
        phase: 'active',
        challenge: challengeOf(state, at),
      };
    case 'concluded':
      return { ...common, phase: 'concluded', ...resultOf(state, policy), ...leftOf(state, at) };
  }
}

function cameraOf(fault: KioskFault, camera: string | null = null): { readonly camera?: string } {
  return fault === 'camera-refused' && camera !== null ? { camera } : {};
}

/** How the next session begins: by standing there, or by a badge or PIN and not before. */
function beginOf(
  { facingSince }: Idle,
  needsClaim: boolean,
): { readonly noticed?: true; readonly needsClaim?: true } {
  if (needsClaim) return { needsClaim: true };
  return facingSince === null ? {} : { noticed: true };
}

const noticeOf = ({
  recognises,
  keepsPicturesDays,
}: Notice): { readonly recognises?: true; readonly keepsPicturesDays?: number } => ({
  ...(recognises && { recognises }),
  ...(keepsPicturesDays !== null && { keepsPicturesDays }),
});

const runningOf = ({
  hint,
  isExtended,
}: RunningState): { readonly hint: CaptureIssue | null; readonly extended?: true } => ({
  hint,
  ...(isExtended && { extended: true }),
});

const leftOf = ({ deadline }: Concluded, at: Ms): { readonly secondsLeft?: number } =>
  deadline === null ? {} : { secondsLeft: Math.max(0, Math.ceil((deadline - at) / 1000)) };

function waitOf(idle: Idle, at: Ms, policy: SessionPolicy): { readonly waitSeconds?: number } {
  const left = waitLeft(idle, at, policy);
  return left > 0 ? { waitSeconds: Math.ceil(left / 1000) } : {};
}

function challengeOf(
  state: Active,
  at: Ms,
): Extract<SessionView, { phase: 'active' }>['challenge'] {
  const { passed, todo, stage, deadline } = state;
  const prompted = stage.kind === 'prompted';
  const since = prompted ? stage.challenge.openedAt : stage.since;
  return {
    action: prompted ? stage.challenge.action : null,
    progress: prompted ? stage.challenge.progress : 0,
    passed: passed.length,
    total: passed.length + todo.length + (prompted ? 1 : 0),
    timeLeft: share((deadline - at) / (deadline - since)),
  };
}

function resultOf(
  state: Concluded,
  policy: SessionPolicy,
): Pick<Extract<SessionView, { phase: 'concluded' }>, 'result' | 'advice'> {
  if (state.stage !== 'settled') return { result: 'wait', advice: null };
  const { verdict, door } = state;
  const failed = door === 'fault' || verdict.reasons.includes('log-failed');
  if (failed) return { result: 'call-staff', advice: 'ask-staff' };
  return verdict.decision === 'grant'
    ? { result: 'granted', advice: null }
    : { result: 'denied', advice: adviceFor(state, policy) };
}

/** What the subject can do. It never says what gave an attack away. Whoever has tried in vain several times needs a person. */
function adviceFor({ verdict, attempts }: Concluded, { retry }: SessionPolicy): Advice {
  if (attempts !== null && attempts.failures > retry.free) return 'ask-staff';
  // The one that the door stays shut for: what was found before it may be good.
  const reason = verdict.reasons.at(-1);
  return reason === undefined ? 'try-again' : ADVICE[reason];
}

const ADVICE = {
  complete: 'try-again',
  pad: 'try-again',
  'dot-grid': 'try-again',
  'enclosing-frame': 'try-again',
  'turned-plane': 'try-again',
  'repeated-frames': 'try-again',
  'positioning-timeout': 'stay-in-view',
  'passive-timeout': 'try-again',
  'challenge-timeout': 'follow-prompts',
  'wrong-action': 'follow-prompts',
  'face-lost': 'stay-in-view',
  'several-faces': 'one-person',
  'face-changed': 'try-again',
  'identity-unconfirmed': 'stay-in-view',
  'session-timeout': 'try-again',
  'input-ended': 'try-again',
  cancelled: 'try-again',
  'inference-failed': 'ask-staff',
  'outside-schedule': 'ask-staff',
  'anti-passback': 'one-person',
  'camera-changed': 'try-again',
  'frames-stale': 'try-again',
  'log-failed': 'ask-staff',
  'identity-unknown': 'not-enrolled',
  'identity-mismatch': 'not-the-holder',
  'identity-unsure': 'not-clear-who',
  'identity-unavailable': 'ask-staff',
} as const satisfies Record<Reason, Advice>;

/** Digits of a hash that a person can compare. */
const SHORT_HASH = 12;

const share = (value: number): number => Math.min(1, Math.max(0, value));
