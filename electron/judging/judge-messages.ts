// What a judging process and its parent say to each other. Both of them.

import { z } from 'zod';
import { fileMeasurement } from '#electron/evaluation/measurement.ts';
import { fileVerdict } from '#electron/evaluation/verdict.ts';
import { degrees } from '#core/frame/index.ts';
import type { Judgement } from '#core/fusion/index.ts';
import type { EnrolmentFrame } from '#core/identity/index.ts';
import { PAD_MODELS, PAI_SPECIES, padScore } from '#core/pad/index.ts';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import { MEDIA_FAULTS } from '#electron/media/index.ts';

const points = z.object({ bonaFideAt: z.number(), attackAt: z.number() }).nullable();

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const media = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('still'), bytes }),
  /** Pictures of one person in the order in which they were taken. */
  z.object({ kind: z.literal('burst'), pictures: z.array(bytes) }),
  /** A file on disk: the decoder of videos seeks in it. */
  z.object({ kind: z.literal('clip'), path: z.string() }),
]);
export type JudgeMedia = z.infer<typeof media>;

/** To a judging process: one file at a time. */
export const judgeTask = z.discriminatedUnion('task', [
  /** The verdict that `gatelight check` gives. */
  z.object({
    task: z.literal('check'),
    path: z.string(),
    threshold: z.number(),
    strict: z.boolean(),
    calibrated: z.object({ still: points, clip: points }).nullable().default(null),
  }),
  /** What one request brought, judged whole. */
  z.object({ task: z.literal('judge'), media, threshold: z.number(), wantsFace: z.boolean() }),
  /** The scores that an operating point is fitted to. */
  z.object({ task: z.literal('measure'), path: z.string() }),
]);
export type JudgeTask = z.infer<typeof judgeTask>;
type TaskOf<T extends JudgeTask['task']> = Extract<JudgeTask, { task: T }>;
export type CheckTask = TaskOf<'check'>;
export type WholeTask = TaskOf<'judge'>;

const score = z.number().transform(padScore);
const judgement: z.ZodType<Judgement> = z.object({
  outcome: z.enum(['bona-fide', 'attack', 'non-response']),
  score: score.nullable(),
  pai: z.object({ species: z.enum(PAI_SPECIES), confidence: z.number() }).nullable(),
  issue: z.enum(CAPTURE_ISSUES).nullable(),
  faces: z.number(),
  models: z.record(z.enum(PAD_MODELS), score).nullable(),
});

const face: z.ZodType<EnrolmentFrame> = z.object({
  template: z.custom<Float32Array>((value) => value instanceof Float32Array),
  eyeDistance: z.number(),
  sharpness: z.number(),
  pose: z.object({
    yaw: z.number().transform(degrees),
    pitch: z.number().transform(degrees),
    roll: z.number().transform(degrees),
  }),
});

/** From a judging process: once whether it can judge, then one answer a task. */
export const judgeMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), models: z.record(z.string(), z.string()) }),
  z.object({
    kind: z.literal('not-ready'),
    code: z.enum(['ASSET_MISSING', 'ASSET_ALTERED', 'MANIFEST_INVALID']),
    message: z.string(),
  }),
  z.object({ kind: z.literal('checked'), verdict: fileVerdict }),
  z.object({
    kind: z.literal('judged'),
    judgement,
    face: face.nullable(),
  }),
  /** Neither a picture nor a video that can be judged. */
  z.object({ kind: z.literal('bad'), code: z.enum(MEDIA_FAULTS), message: z.string() }),
  z.object({ kind: z.literal('measured'), measurement: fileMeasurement }),
]);
export type JudgeMessage = z.infer<typeof judgeMessage>;
