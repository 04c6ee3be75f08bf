// Session messages of the wire (the field's seed protocol), one schema each. Used by the CLI, the WebSocket and the demo.

import { z } from 'zod';
import { ACTIONS } from '#core/challenge/index.ts';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';

/** LEFT and RIGHT are the subject's own. */
const actionSchema = z.enum(ACTIONS);
const label = z.enum(['REAL', 'FAKE']);

const phaseMessage = z.object({
  type: z.literal('phase'),
  value: z.enum(['passive', 'active']),
});

const frameResultMessage = z.object({
  type: z.literal('frame_result'),
  /** Anti-spoofing score of this frame, higher is more likely bona fide. */
  confidence: z.number().min(0).max(1),
  label,
});

const challengeStartMessage = z.object({
  type: z.literal('challenge_start'),
  action: actionSchema,
});

const challengeResultMessage = z.object({
  type: z.literal('challenge_result'),
  action: actionSchema,
  status: z.enum(['passed', 'failed']),
});

const finalResultMessage = z.object({
  type: z.literal('final_result'),
  label,
  /** Underscored action names (`LOOK_RIGHT`) in completion order. */
  passed: z.array(z.string()),
  confidence: z.number().min(0).max(1).optional(),
});

const hintMessage = z.object({
  type: z.literal('hint'),
  code: z.enum(CAPTURE_ISSUES),
});

export const sessionMessage = z.discriminatedUnion('type', [
  phaseMessage,
  frameResultMessage,
  challengeStartMessage,
  challengeResultMessage,
  finalResultMessage,
  hintMessage,
]);
export type SessionMessage = z.infer<typeof sessionMessage>;
