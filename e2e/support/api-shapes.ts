// What the contracts' answers are made of, written down from the contracts and not from the code: strict, so that a field too many fails as one too few does. Test support.

import { z } from 'zod';

const unit = z.number().min(0).max(1);
const word = z.string().min(1);
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[\\da-f-]{36}$`, 'u'));
const moment = z.iso.datetime();

const envelope = <T extends z.ZodType>(data: T) =>
  z.strictObject({ success: z.literal(true), data });
const collection = z.strictObject({ id: word, name: word, created_at: moment });
const enrolled = { face_id: word, external_id: word, liveness_score: unit.nullable() };
const listed = z.strictObject({ ...enrolled, created_at: moment });
const sameness = z.enum(['yes', 'no', 'unsure']);

export const faces = {
  collection: envelope(collection),
  collections: envelope(z.array(collection).min(1)),
  collectionGone: envelope(z.strictObject({ id: word, deleted: z.literal(true) })),
  liveness: envelope(
    z.strictObject({
      is_live: z.boolean(),
      liveness_score: unit,
      spoof_type: z.enum(['print', 'replay', '3d_mask']).nullable(),
      query_time_ms: z.int().min(0),
    }),
  ),
  enrolled: envelope(z.strictObject(enrolled)),
  face: envelope(listed),
  faces: envelope(z.array(listed).min(1)),
  faceGone: envelope(z.strictObject({ face_id: word, deleted: z.literal(true) })),
  found: envelope(
    z.strictObject({
      matches: z
        .array(
          z.strictObject({
            face_id: word,
            external_id: word,
            similarity: z.number().min(-1).max(1),
            same: sameness,
          }),
        )
        .min(1),
      margin: z.number().nullable(),
      same: sameness,
    }),
  ),
  fault: z.strictObject({
    success: z.literal(false),
    error: z.strictObject({ code: z.string().regex(/^[A-Z_]+$/u), message: word }),
  }),
};

const action = z.enum(['BLINK', 'LOOK LEFT', 'LOOK RIGHT', 'LOOK UP', 'LOOK DOWN', 'SMILE']);
const passed = z.enum(['BLINK', 'LOOK_LEFT', 'LOOK_RIGHT', 'LOOK_UP', 'LOOK_DOWN', 'SMILE']);
const label = z.enum(['REAL', 'FAKE']);
const type = z.literal;

export const sessionMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: type('phase'), value: z.enum(['passive', 'active']) }),
  z.strictObject({ type: type('frame_result'), confidence: unit, label }),
  z.strictObject({ type: type('challenge_start'), action }),
  z.strictObject({
    type: type('challenge_result'),
    action,
    status: z.enum(['passed', 'failed']),
  }),
  z.strictObject({
    type: type('final_result'),
    label,
    passed: z.array(passed),
    confidence: unit.exactOptional(),
  }),
  z.strictObject({ type: type('hint'), code: z.string().regex(/^[A-Z_]+$/u) }),
  z.strictObject({ type: type('error'), code: z.string().regex(/^[A-Z_]+$/u), message: word }),
]);

export const checkJson = {
  success: z.strictObject({
    status: z.literal('success'),
    request: z.strictObject({ id: id('req'), timestamp: z.number(), operations: z.literal(1) }),
    liveness: z.strictObject({
      score: unit,
      rejection_reason: z.enum([
        '',
        'no_face',
        'too_many_faces',
        'invalid_face',
        'spoof',
        'deepfake',
        'ai_generated',
      ]),
    }),
    media: z.strictObject({ id: id('med'), uri: word }),
  }),
  failure: z.strictObject({
    status: z.literal('failure'),
    request: z.strictObject({ id: id('req') }),
    error: z.strictObject({ type: word, code: z.int(), message: word }),
  }),
};

const ACCESS_ERRORS = [
  'FACE_NOT_FOUND',
  'TOO_MANY_FACES',
  'FACE_TOO_SMALL',
  'FACE_TOO_CLOSE',
  'FACE_CLOSE_TO_BORDER',
  'FACE_CROPPED',
  'FACE_ANGLE_TOO_LARGE',
  'FACE_IS_OCCLUDED',
  'TOO_DARK',
  'TOO_BRIGHT',
  'BLURRED',
  'EYES_CLOSED',
  'HOLD_STILL',
  'INCONCLUSIVE',
  'INTERNAL_ERROR',
];

export const access = {
  score: z.strictObject({ sessionId: z.string(), score: unit, hasError: z.literal(false) }),
  fault: z.strictObject({
    sessionId: z.string(),
    hasError: z.literal(true),
    error: z.enum(ACCESS_ERRORS),
  }),
  /** For what is no request, which by every contract is told with the field's name. */
  refusal: z.strictObject({
    sessionId: z.string(),
    hasError: z.literal(true),
    error: z.literal('INTERNAL_ERROR'),
    message: word,
  }),
};

const inference = {
  inference_id: id('inf'),
  model_id: z.literal('face_liveness'),
  model_name: z.literal('Face Liveness Detection'),
  moderation_type: z.literal('video'),
  response_time_ms: z.int().min(0),
  created_at: moment,
  completed_at: moment,
};
/** By their numbers. */
const ATTACK_TYPES = [
  'real',
  'print',
  'replay',
  'mask_2d',
  'mask_3d',
  'cutout',
  'deepfake',
  'synthetic',
  'injection',
  'unknown',
];

export const video = {
  completed: z
    .strictObject({
      ...inference,
      status: z.literal('completed'),
      result: z.strictObject({
        is_real: z.boolean(),
        is_spoof: z.boolean(),
        real_probability: unit,
        confidence: z.number().min(0.5).max(1),
        attack_type: z.int().min(0).max(9),
        attack_type_name: z.enum(ATTACK_TYPES),
        attack_type_confidence: unit,
      }),
    })
    .refine(({ result }) => ATTACK_TYPES[result.attack_type] === result.attack_type_name)
    .refine(({ result }) => result.is_real !== result.is_spoof),
  failed: z.strictObject({
    ...inference,
    status: z.literal('failed'),
    result: z.null(),
    error: z.strictObject({ code: z.string().regex(/^[A-Z_]+$/u), message: word }),
  }),
};
