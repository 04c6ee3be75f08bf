// What crosses between the session's process and the inference worker: one schema a message, parsed where it arrives. Both sides.

import { z } from 'zod';
import { ms, type Frame } from '#core/frame/index.ts';
import { NOVELTIES, PAD_MODELS, padScore } from '#core/pad/index.ts';
import type { AnalysisPlan, FrameAnalysis } from '#core/session/index.ts';
import type { ModelHashes } from '#electron/session/ports.ts';
import type { AssetFaultCode } from './asset-manifest.ts';
import type { DetectorSide } from './yunet.ts';

/** To the worker. */
export type WorkerRequest =
  | {
      readonly type: 'load';
      /** The installation's folder; null lets the worker look from where it lies. */
      readonly home: string | null;
      readonly detectorSide: DetectorSide;
      /** Takes what the machine's other processes leave it. */
      readonly yields: boolean;
    }
  | {
      readonly type: 'analyze';
      readonly id: number;
      readonly frame: Frame;
      readonly plan: AnalysisPlan;
    };

/** From the worker. */
export type WorkerReply =
  | { readonly type: 'ready'; readonly hashes: ModelHashes }
  | { readonly type: 'refused'; readonly code: AssetFaultCode; readonly message: string }
  | { readonly type: 'analyzed'; readonly id: number; readonly analysis: FrameAnalysis }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

const time = z.number().transform(ms);
const size = { width: z.int().positive(), height: z.int().positive() };

const frame = z
  .object({
    ...size,
    data: z.union([z.instanceof(Uint8Array), z.instanceof(Uint8ClampedArray)]),
    capturedAt: time,
  })
  .refine(({ width, height, data }) => data.length === width * height * 4, 'a frame of odd length');

const plan = z.object({
  landmarks: z.boolean(),
  pad: z.boolean(),
  embedding: z.boolean(),
  closely: z.literal(true).exactOptional(),
});

export const workerRequest: z.ZodType<WorkerRequest> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('load'),
    home: z.string().nullable(),
    detectorSide: z.union([z.literal(320), z.literal(640)]),
    yields: z.boolean(),
  }),
  z.object({ type: z.literal('analyze'), id: z.int(), frame, plan }),
]);

const unavailable = z.object({
  kind: z.literal('unavailable'),
  reason: z.enum(['not-requested', 'no-face', 'model-failed', 'worker-down']),
});
const point = z.object({ x: z.number(), y: z.number() });
const score = z.number().transform(padScore);

const analysis = z.object({
  capturedAt: time,
  size: z.object(size),
  faces: z.array(
    z.object({
      box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
      score: z.number(),
      points: z.object({
        rightEye: point,
        leftEye: point,
        nose: point,
        rightMouth: point,
        leftMouth: point,
      }),
    }),
  ),
  light: z
    .object({
      meanLuma: z.number(),
      clippedDark: z.number(),
      clippedBright: z.number(),
      sharpness: z.number(),
    })
    .nullable(),
  landmarks: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('landmarks'),
      points: z.instanceof(Float32Array),
      presence: z.number(),
    }),
    unavailable,
  ]),
  covers: z
    .object({
      rightEye: z.number(),
      leftEye: z.number(),
      nose: z.number(),
      mouth: z.number(),
      medicalMask: z.number().nullable(),
    })
    .nullable(),
  pad: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('scored'), score, models: z.record(z.enum(PAD_MODELS), score) }),
    unavailable,
  ]),
  embedding: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('embedded'), values: z.instanceof(Float32Array) }),
    unavailable,
  ]),
  novelty: z.enum(NOVELTIES).nullable(),
  elapsedMs: z.number(),
});

export const workerReply: z.ZodType<WorkerReply> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), hashes: z.record(z.string(), z.string()) }),
  z.object({
    type: z.literal('refused'),
    code: z.enum(['ASSET_MISSING', 'ASSET_ALTERED', 'MANIFEST_INVALID']),
    message: z.string(),
  }),
  z.object({ type: z.literal('analyzed'), id: z.int(), analysis }),
  z.object({ type: z.literal('failed'), id: z.int(), message: z.string() }),
]);
