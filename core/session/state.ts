// The state of one capture transaction. Pure; main process.
//
//   idle ─▶ positioning ─▶ passive ─▶ active ─▶ concluded ─▶ idle
//              ▲   │          │  │       │          ▲
//              └───┼──────────┘  └───────┴──────────┤   every state has a deadline and an exit;
//                  └────────────────────────────────┘   every exit but the last is a denial
//
// positioning  the subject comes into place; the main side's gate decides, and the subject's neutral face is learned
// passive      judged frames are fused until the evidence is clear
// active       challenges, one at a time, each from a neutral start; judging goes on
// concluded    append to the log (durably), then pulse the door, then show; `stage` says how far that came

import type { Challenge, ChallengeSample, Action, Neutral } from '#core/challenge/index.ts';
import type { Box, Ms } from '#core/frame/index.ts';
import type { Vote } from '#core/fusion/index.ts';
import type { Novelty, PlaneFit } from '#core/pad/index.ts';
import type { CaptureIssue, SeenFace } from '#core/quality/index.ts';
import type { Attempts } from './attempts.ts';
import type { Verdict } from './decision-record.ts';

export interface Idle {
  readonly phase: 'idle';
  /** After a session its subject has to leave first, or ask again: nobody is judged twice by standing still. */
  readonly awaitingDeparture: boolean;
  /** Frames in a row in which somebody stood before the kiosk. */
  readonly facing: number;
  /** Since when; null while nobody does. */
  readonly facingSince: Ms | null;
  /** When the last face was seen; null before the first frame. */
  readonly lastFaceAt: Ms | null;
  readonly attempts: Attempts | null;
  /** Frames in a row that showed somebody else than who was denied. */
  readonly otherFrames: number;
}

/** What every running session carries. */
interface Running {
  readonly sessionId: string;
  readonly startedAt: Ms;
  readonly sessionDeadline: Ms;
  /** End of this phase. */
  readonly deadline: Ms;
  /** Drawn by the host; revealed one at a time. */
  readonly todo: readonly Action[];
  /** Of the sessions before. */
  readonly attempts: Attempts | null;
  /** When the newest frame was taken; null before the first. One that is no newer is no evidence. */
  readonly newestAt: Ms | null;
  /** The face that is followed, and when it was last seen alone; null until a face is in place. */
  readonly track: Track | null;
  /** What to mend in the newest frame; null when it could be judged. */
  readonly hint: CaptureIssue | null;
  /** The subject asked for more time. */
  readonly isExtended: boolean;
  /** A frame that counts showed a medical mask, by the policy's leave. */
  readonly isMasked: boolean;
  /** Since when several people have stood before the camera without a break; null while there is one. */
  readonly severalSince: Ms | null;
}

export interface Track {
  readonly box: Box;
  /** The newest frame in which it was seen: how fast it moves is measured from there. */
  readonly seen: SeenFace;
  readonly seenAt: Ms;
  /** The first frame in a row without the face; null while it is seen. */
  readonly missingSince: Ms | null;
}

export interface Positioning extends Running {
  readonly phase: 'positioning';
  /** Good frames in a row. */
  readonly good: number;
  readonly samples: readonly ChallengeSample[];
}

/** What the passive phase learns and the active phase goes on with. */
interface Judged extends Running {
  readonly neutral: Neutral;
  /** Of the acceptable frames, oldest first. */
  readonly votes: readonly Vote[];
  /** Of the newest frames, judged or not, oldest first: as many as the repetition cue looks at. */
  readonly novelties: readonly Novelty[];
  /** Whether the main side holds the embedding that later frames are compared with. */
  readonly hasReference: boolean;
  /** Frames of the passive phase since the mesh last looked for covers; it costs too much for every frame. */
  readonly sinceMesh: number;
}

export interface Passive extends Judged {
  readonly phase: 'passive';
}

export interface Active extends Judged {
  readonly phase: 'active';
  readonly passed: readonly Action[];
  readonly stage: ActiveStage;
  /** The face of each frame against the subject's own frontal one, once that is held. */
  readonly planes: readonly PlaneFit[];
  /** Measurements in a row that say "another person". */
  readonly strangerFrames: number;
  /** When the face was measured to be the same person's, if the newest measurement says so; else null. */
  readonly sameAt: Ms | null;
  /** Frames since an embedding was asked for; it costs too much for every frame. */
  readonly sinceIdentity: number;
}

export type ActiveStage =
  /** Between prompts and at the end: the head comes back to neutral. With nothing left to do, the face is confirmed. */
  | { readonly kind: 'centring'; readonly since: Ms; readonly steady: number }
  | { readonly kind: 'prompted'; readonly challenge: Challenge };

export interface Concluded {
  readonly phase: 'concluded';
  readonly verdict: Verdict;
  /** This session among them. */
  readonly attempts: Attempts | null;
  /** Of the sessions before it. */
  readonly earlier: Attempts | null;
  /** The challenge that was open at the end, unfinished. */
  readonly unfinished: Action | null;
  readonly stage: 'appending' | 'opening' | 'settled';
  readonly decisionId: string | null;
  /** Whether the door confirmed its pulse. */
  readonly door: 'shut' | 'pulsed' | 'fault';
  /** Set once settled: when the kiosk returns to idle. */
  readonly deadline: Ms | null;
}

export type SessionState = Idle | Positioning | Passive | Active | Concluded;
export type RunningState = Positioning | Passive | Active;

export const initialState: SessionState = {
  phase: 'idle',
  awaitingDeparture: false,
  facing: 0,
  facingSince: null,
  lastFaceAt: null,
  attempts: null,
  otherFrames: 0,
};

export const isRunning = (state: SessionState): state is RunningState =>
  state.phase !== 'idle' && state.phase !== 'concluded';
