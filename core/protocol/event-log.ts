// A session's event log as lines of JSON: enough to replay it bit for bit, and no template and no picture in it.

import { z } from 'zod';
import { PASSAGE_REFUSALS } from '#core/access/index.ts';
import { ACTIONS } from '#core/challenge/index.ts';
import { degrees, ms } from '#core/frame/index.ts';
import { IDENTITY_REFUSALS } from '#core/identity/index.ts';
import { NOVELTIES, padScore } from '#core/pad/index.ts';
import {
  productionPolicy,
  simulatedPolicy,
  strictPolicy,
  type SessionEvent,
} from '#core/session/index.ts';

/** Raised whenever an older log would replay differently. */
export const EVENT_LOG_VERSION = 4;

export const eventLogHeader = z.object({
  type: z.literal('gatelight-events'),
  version: z.literal(EVENT_LOG_VERSION),
  policy: z.enum([productionPolicy.name, strictPolicy.name, simulatedPolicy.name]),
});
export type EventLogHeader = z.infer<typeof eventLogHeader>;

const finite = z.number();
const time = finite.transform(ms);
const angle = finite.transform(degrees);
const score = z.number().min(0).max(1).transform(padScore);
const point = z.object({ x: finite, y: finite });
const box = z.object({ x: finite, y: finite, width: finite, height: finite });
const reason = z.enum(['not-requested', 'no-face', 'model-failed', 'worker-down']);

const observation = z.object({
  capturedAt: time,
  size: z.object({ width: finite, height: finite }),
  faces: z.array(
    z.object({
      box,
      score: finite,
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
    .object({ meanLuma: finite, clippedDark: finite, clippedBright: finite, sharpness: finite })
    .nullable(),
  pose: z.object({ yaw: angle, pitch: angle, roll: angle }).nullable(),
  eyes: z.object({ right: finite, left: finite }).nullable(),
  mouth: z.object({ width: finite, drop: finite, opening: finite }).nullable(),
  pad: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('scored'),
      score,
      models: z.object({ minifas_v2_se_128: score, minifasnet_v2_80: score }),
    }),
    z.object({ kind: z.literal('unavailable'), reason }),
  ]),
  identity: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('measured'), similarity: finite }),
    z.object({
      kind: z.literal('unavailable'),
      reason: z.enum([...reason.options, 'no-reference']),
    }),
  ]),
  // All four are absent from logs from before they were measured, which replay as they did.
  plane: z.object({ residual: finite, distortion: finite }).nullable().default(null),
  novelty: z.enum(NOVELTIES).nullable().default(null),
  covers: z
    .object({
      rightEye: finite,
      leftEye: finite,
      nose: finite,
      mouth: finite,
      medicalMask: finite.nullable().default(null),
    })
    .nullable()
    .default(null),
});

const at = time;
export const sessionEvent: z.ZodType<SessionEvent> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    at,
    sessionId: z.string(),
    challenges: z.array(z.enum(ACTIONS)),
  }),
  z.object({ type: z.literal('frame-observed'), at, observation }),
  z.object({ type: z.literal('time-passed'), at }),
  z.object({ type: z.literal('cancelled'), at }),
  z.object({ type: z.literal('time-extended'), at }),
  z.object({ type: z.literal('input-ended'), at }),
  z.object({ type: z.literal('inference-failed'), at }),
  z.object({ type: z.literal('camera-changed'), at }),
  z.object({ type: z.literal('frames-stale'), at }),
  z.object({ type: z.literal('decision-appended'), at, decisionId: z.string() }),
  z.object({ type: z.literal('append-failed'), at }),
  z.object({ type: z.literal('passage-refused'), at, reason: z.enum(PASSAGE_REFUSALS) }),
  z.object({ type: z.literal('identity-refused'), at, reason: z.enum(IDENTITY_REFUSALS) }),
  z.object({ type: z.literal('door-pulsed'), at }),
  z.object({ type: z.literal('door-faulted'), at }),
  z.object({ type: z.literal('door-absent'), at }),
]);
