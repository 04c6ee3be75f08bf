// Contract 5, `/v1/inference`: a video, or eight pictures of one, judged together, with the type of attack. Main process of the API.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PaiSpecies } from '#core/pad/index.ts';
import { API_CODES, ApiFault, faultOf } from './api-fault.ts';
import type { Verdict } from './check.ts';
import { checkFor, isForm, requireKeyHeader, type ContractOptions } from './contract.ts';
import { mediaField, readFields } from './fields.ts';
import { LARGEST_BODY } from './limits.ts';
import type { Operation } from './operation.ts';
import type { ApiMedia } from './ports.ts';

/** So many pictures stand for a clip. */
const BURST = 8;

const inferenceFields = z.object({
  model: z.literal('face-liveness', { error: 'must be "face-liveness"' }),
  video: mediaField.optional(),
  video_url: z.string().min(1).optional(),
  /** One video's address, or the addresses or data URLs of exactly eight pictures. */
  image_url: z
    .union([
      z.string().min(1),
      z.array(z.string().min(1)).length(BURST, { error: `must be exactly ${BURST} pictures` }),
    ])
    .optional(),
});
type InferenceFields = z.infer<typeof inferenceFields>;

/** Numbers of our own; the source fixes 0 only. */
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
] as const;
type AttackType = (typeof ATTACK_TYPES)[number];

const result = z.object({
  is_real: z.boolean(),
  is_spoof: z.boolean(),
  real_probability: z.number().min(0).max(1),
  confidence: z.number().min(0).max(1),
  attack_type: z
    .int()
    .min(0)
    .max(ATTACK_TYPES.length - 1),
  attack_type_name: z.enum(ATTACK_TYPES),
  attack_type_confidence: z.number().min(0).max(1),
});

const inferenceAnswer = z.object({
  inference_id: z.string(),
  model_id: z.literal('face_liveness'),
  model_name: z.literal('Face Liveness Detection'),
  moderation_type: z.literal('video'),
  status: z.enum(['completed', 'failed']),
  /** Null where the status is `failed`. */
  result: result.nullable(),
  /** Ours: why it failed. */
  error: z
    .object({
      code: z.enum(API_CODES),
      message: z.string(),
    })
    .optional(),
  response_time_ms: z.int().min(0),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime(),
});
type InferenceAnswer = z.infer<typeof inferenceAnswer>;

const THRESHOLD = 0.5;
const PATH = '/v1/inference';

export const inferenceOperations: readonly Operation[] = [
  {
    method: 'post',
    path: PATH,
    contract: 'video-inference',
    summary: 'A video, or eight pictures of one, judged together.',
    security: 'key',
    body: { fields: inferenceFields, form: true },
    answers: {
      200: inferenceAnswer,
      400: inferenceAnswer,
      401: inferenceAnswer,
      413: inferenceAnswer,
      415: inferenceAnswer,
      429: inferenceAnswer,
      503: inferenceAnswer,
    },
  },
];

export function addVideoInference(server: FastifyInstance, options: ContractOptions): void {
  server.setErrorHandler((cause, request, reply) => sendFault(cause, request, reply));
  server.addHook('onRequest', async (request) => requireKeyHeader(request, options.keys));
  server.post(PATH, (request) => answer(request, options));
}

async function answer(request: FastifyRequest, options: ContractOptions): Promise<InferenceAnswer> {
  const startedAt = new Date();
  const fields = readFields(inferenceFields, request.body, { isForm: isForm(request) });
  const media = await mediaOf(fields, options);
  const { verdict } = await checkFor(
    request,
    'video-inference',
    { media, threshold: THRESHOLD, wantsFace: false },
    options,
  );
  return { ...frameOf(request.id, startedAt), ...said(verdict) };
}

async function mediaOf(
  { video, video_url, image_url }: InferenceFields,
  { media }: ContractOptions,
): Promise<ApiMedia> {
  if (video !== undefined) return { kind: 'clip', bytes: await media.bytesOf('video', video) };
  if (video_url !== undefined) {
    return { kind: 'clip', bytes: await media.bytesOf('video_url', video_url) };
  }
  if (image_url === undefined) {
    throw new ApiFault(400, 'INVALID_FIELD', 'video: is missing, as are video_url and image_url');
  }
  if (typeof image_url === 'string') {
    return { kind: 'clip', bytes: await media.bytesOf('image_url', image_url) };
  }
  const pictures: Uint8Array[] = [];
  let length = 0;
  for (const [i, picture] of image_url.entries()) {
    const bytes = await media.bytesOf(`image_url.${i}`, picture);
    length += bytes.length;
    if (length > LARGEST_BODY) {
      throw new ApiFault(413, 'TOO_LARGE', 'image_url: more than 50 MB together');
    }
    pictures.push(bytes);
  }
  return { kind: 'burst', pictures };
}

function said(verdict: Verdict): Pick<InferenceAnswer, 'status' | 'result' | 'error'> {
  switch (verdict.kind) {
    case 'issue':
      return failed(verdict.issue, 'no face in it that may be judged');
    case 'inconclusive':
      return failed('INCONCLUSIVE', 'neither clearly live nor clearly an attack');
    case 'bona-fide':
      return { status: 'completed', result: resultOf(verdict.score, 'real', verdict.score) };
    case 'attack':
      return {
        status: 'completed',
        result: resultOf(verdict.score, TYPES[verdict.species], verdict.confidence),
      };
  }
}

/** What no cue names, a pasted face too, is `unknown`: a contract claims no more than the engine knows. */
const TYPES: Readonly<Record<PaiSpecies, AttackType>> = {
  print: 'print',
  replay: 'replay',
  'mask-2d': 'mask_2d',
  'mask-3d': 'mask_3d',
  cutout: 'cutout',
  deepfake: 'deepfake',
  synthetic: 'synthetic',
  injection: 'injection',
  composite: 'unknown',
  unknown: 'unknown',
};

function resultOf(
  score: number,
  type: AttackType,
  typeConfidence: number,
): InferenceAnswer['result'] {
  const isReal = type === 'real';
  return {
    is_real: isReal,
    is_spoof: !isReal,
    real_probability: score,
    confidence: Math.max(score, 1 - score),
    attack_type: ATTACK_TYPES.indexOf(type),
    attack_type_name: type,
    attack_type_confidence: type === 'unknown' ? 0 : typeConfidence,
  };
}

type ErrorCode = NonNullable<InferenceAnswer['error']>['code'];

const failed = (
  code: ErrorCode,
  message: string,
): Pick<InferenceAnswer, 'status' | 'result' | 'error'> => ({
  status: 'failed',
  result: null,
  error: { code, message },
});

function frameOf(requestId: string, startedAt: Date) {
  const completedAt = new Date();
  return {
    inference_id: requestId.replace(/^req/u, 'inf'),
    model_id: 'face_liveness',
    model_name: 'Face Liveness Detection',
    moderation_type: 'video',
    response_time_ms: completedAt.getTime() - startedAt.getTime(),
    created_at: startedAt.toISOString(),
    completed_at: completedAt.toISOString(),
  } as const;
}

function sendFault(cause: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, code, message, retryAfterSeconds } = faultOf(cause, request);
  if (retryAfterSeconds !== null) void reply.header('retry-after', retryAfterSeconds);
  const startedAt = new Date(Date.now() - reply.elapsedTime);
  void reply.code(status).send({ ...frameOf(request.id, startedAt), ...failed(code, message) });
}
