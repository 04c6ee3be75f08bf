// What a judging process and its parent say to each other. Both of them.

import { z } from 'zod';
import { fileMeasurement } from '#electron/evaluation/measurement.ts';
import { fileVerdict } from '#electron/evaluation/verdict.ts';

const points = z.object({ bonaFideAt: z.number(), attackAt: z.number() }).nullable();

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
  /** The scores that an operating point is fitted to. */
  z.object({ task: z.literal('measure'), path: z.string() }),
]);
export type JudgeTask = z.infer<typeof judgeTask>;
export type CheckTask = Extract<JudgeTask, { task: 'check' }>;

/** From a judging process: once whether it can judge, then one answer a task. */
export const judgeMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), models: z.record(z.string(), z.string()) }),
  z.object({
    kind: z.literal('not-ready'),
    code: z.enum(['ASSET_MISSING', 'ASSET_ALTERED', 'MANIFEST_INVALID']),
    message: z.string(),
  }),
  z.object({ kind: z.literal('checked'), verdict: fileVerdict }),
  z.object({ kind: z.literal('measured'), measurement: fileMeasurement }),
]);
export type JudgeMessage = z.infer<typeof judgeMessage>;
