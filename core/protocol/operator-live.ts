// What a signed-in operator who watches is shown of a session: the evidence that its subject never sees.

import { z } from 'zod';
import { ACTIONS } from '#core/challenge/index.ts';
import { CUES, PAD_MODELS, PAI_SPECIES } from '#core/pad/index.ts';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import { REASONS } from '#core/session/index.ts';
import { DECISIONS, OUTCOMES } from './log-entry.ts';

const share = z.number().min(0).max(1);
const point = z.object({ x: z.number(), y: z.number() });

const liveFace = z.object({
  /** In pixels of the frame, which is not mirrored. */
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  /** Right eye, left eye, nose, right and left corner of the mouth; the subject's own sides. */
  points: z.array(point).length(5),
});

const liveFrame = z.object({
  width: z.number(),
  height: z.number(),
  faces: z.number().int().min(0),
  /** The judged one; null without a face. */
  face: liveFace.nullable(),
  /** Why the frame could not be judged; null where it could. */
  issue: z.enum(CAPTURE_ISSUES).nullable(),
  /** The ensemble's score, higher is more likely bona fide; null where it has none. */
  padScore: share.nullable(),
  /** Why there is none; null where there is one. */
  padUnavailable: z.string().nullable(),
  models: z.partialRecord(z.enum(PAD_MODELS), share),
  /** Degrees; positive is the subject's own left, up, left shoulder. */
  pose: z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() }).nullable(),
  /** Height over width of the lid opening: about 0.2 to 0.4 when open. */
  eyes: z.object({ right: z.number(), left: z.number() }).nullable(),
  /** Teeth show from about 0.1. */
  mouthOpening: z.number().nullable(),
  /** Cosine to the face that the session began with. */
  similarity: z.number().nullable(),
  light: z
    .object({
      meanLuma: z.number(),
      clippedDark: share,
      clippedBright: share,
      sharpness: z.number(),
    })
    .nullable(),
});
export type LiveFrame = z.infer<typeof liveFrame>;

const liveResult = z.object({
  sessionId: z.string(),
  assisted: z.boolean(),
  outcome: z.enum(OUTCOMES),
  decision: z.enum(DECISIONS),
  reasons: z.array(z.enum(REASONS)),
  score: share.nullable(),
  passed: z.array(z.enum(ACTIONS)),
  durationMs: z.number(),
  /** Its entry in the log; null while it is written, and when that failed. */
  decisionId: z.string().nullable(),
  door: z.enum(['shut', 'pulsed', 'fault']),
});
export type LiveResult = z.infer<typeof liveResult>;

export const operatorLive = z.object({
  push: z.literal('live'),
  /** Milliseconds of the main side's monotonic clock. */
  at: z.number(),
  phase: z.enum(['idle', 'positioning', 'passive', 'active', 'concluded']),
  sessionId: z.string().nullable(),
  assisted: z.boolean(),
  /** Of the newest frame; null when this is news of something else. */
  frame: liveFrame.nullable(),
  /** The newest votes together, with what the cues make of them; null before the passive phase. */
  fused: z
    .object({
      kind: z.enum(['undecided', 'bona-fide', 'attack']),
      score: share.nullable(),
      pai: z.enum(PAI_SPECIES).nullable(),
    })
    .nullable(),
  /** Scores of the frames that voted, oldest first: as many as are fused. */
  votes: z.array(share),
  votesNeeded: z.number().int(),
  cues: z.array(z.object({ cue: z.enum(CUES), strength: share.nullable() })),
  /** At and below the one: attack. At and above the other: bona fide. */
  attackAt: share,
  bonaFideAt: share,
  challenge: z
    .object({
      /** Null while the head comes back to neutral. */
      action: z.enum(ACTIONS).nullable(),
      progress: share,
      passed: z.array(z.enum(ACTIONS)),
      left: z.number().int().min(0),
    })
    .nullable(),
  /** The newest session that ended since the kiosk started. */
  last: liveResult.nullable(),
  /** An assisted session has ended and waits for `assisted:decide`. */
  awaitsDecision: z.boolean(),
});
export type OperatorLive = z.infer<typeof operatorLive>;
