// Contract 3, `/1.0/check.json`: a validating check with rejection reasons. Main process of the API.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiFault, faultOf } from './api-fault.ts';
import type { Verdict } from './check.ts';
import { checkFor, isForm, requireKeyOf, type ContractOptions } from './contract.ts';
import { mediaField, readFields } from './fields.ts';
import type { Operation } from './operation.ts';

const credentials = z.object({ api_user: z.string(), api_secret: z.string() });

const checkJsonFields = z.object({
  models: z.literal('liveness', { error: 'must be "liveness"' }),
  url: z.string().min(1).optional(),
  media: mediaField.optional(),
});

const REJECTION_REASONS = [
  '',
  'no_face',
  'too_many_faces',
  'invalid_face',
  'spoof',
  'deepfake',
  'ai_generated',
] as const;
type RejectionReason = (typeof REJECTION_REASONS)[number];

const checkJsonAnswer = z.object({
  status: z.literal('success'),
  request: z.object({ id: z.string(), timestamp: z.number(), operations: z.literal(1) }),
  liveness: z.object({
    score: z.number().min(0).max(1),
    rejection_reason: z.enum(REJECTION_REASONS),
  }),
  media: z.object({ id: z.string(), uri: z.string() }),
});
type CheckJsonAnswer = z.infer<typeof checkJsonAnswer>;

const failure = z.object({
  status: z.literal('failure'),
  request: z.object({ id: z.string() }),
  error: z.object({ type: z.string(), code: z.int(), message: z.string() }),
});

/** Accepted above this score. */
const THRESHOLD = 0.5;
const PATH = '/1.0/check.json';

const answers = { 200: checkJsonAnswer, 400: failure, 401: failure, 429: failure, 503: failure };
const shared = { path: PATH, contract: 'check.json', security: 'fields', answers } as const;
export const checkJsonOperations: readonly Operation[] = [
  {
    ...shared,
    method: 'get',
    summary: 'Checks the picture at an address of an allowed host.',
    query: credentials.extend(checkJsonFields.omit({ media: true }).shape),
  },
  {
    ...shared,
    method: 'post',
    summary: 'Checks a picture: is it a live person, and if not, why?',
    body: { fields: credentials.extend(checkJsonFields.shape), form: true },
  },
];

export function addCheckJson(server: FastifyInstance, options: ContractOptions): void {
  server.setErrorHandler((cause, request, reply) => sendFailure(cause, request, reply));
  server.addHook('preHandler', async (request) => {
    const given = readFields(credentials.partial(), fieldsOf(request), { isForm: false });
    const { api_user: user = '', api_secret: secret = '' } = given;
    requireKeyOf(request, options.keys, { user, secret, where: 'api_user, api_secret' });
  });
  server.route({
    method: ['GET', 'POST'],
    url: PATH,
    handler: (request) => answer(request, options),
  });
}

/** By this contract anything may come in the query as well. */
function fieldsOf({ query, body }: FastifyRequest): unknown {
  const fields = typeof body === 'object' && body !== null ? body : {};
  return { ...(typeof query === 'object' && query !== null ? query : {}), ...fields };
}

async function answer(request: FastifyRequest, options: ContractOptions): Promise<CheckJsonAnswer> {
  const fields = readFields(checkJsonFields, fieldsOf(request), { isForm: isForm(request) });
  const value = fields.media ?? fields.url;
  if (value === undefined) throw new ApiFault(400, 'INVALID_FIELD', 'media: is missing, as is url');
  const bytes = await options.media.bytesOf(fields.media === undefined ? 'url' : 'media', value);
  const { verdict } = await checkFor(
    request,
    'check.json',
    { media: { kind: 'still', bytes }, threshold: THRESHOLD, wantsFace: false },
    options,
  );
  return {
    status: 'success',
    request: { id: request.id, timestamp: Date.now() / 1000, operations: 1 },
    liveness: { score: scoreOf(verdict), rejection_reason: reasonOf(verdict) },
    media: { id: request.id.replace(/^req/u, 'med'), uri: uriOf(fields, request) },
  };
}

function uriOf(
  { url, media }: z.infer<typeof checkJsonFields>,
  { fileNames }: FastifyRequest,
): string {
  if (media !== undefined) return fileNames?.['media'] ?? 'media';
  return url === undefined || url.startsWith('data:') ? 'url' : url;
}

/** A rejected picture carries its score all the same; what was not judged has none. */
const scoreOf = (verdict: Verdict): number => (verdict.kind === 'issue' ? 0 : verdict.score);

function reasonOf(verdict: Verdict): RejectionReason {
  switch (verdict.kind) {
    case 'bona-fide':
      // The one score that is not above the threshold and not below it.
      return verdict.score > THRESHOLD ? '' : 'invalid_face';
    case 'inconclusive':
      return 'invalid_face';
    case 'issue':
      if (verdict.issue === 'FACE_NOT_FOUND') return 'no_face';
      return verdict.issue === 'TOO_MANY_FACES' ? 'too_many_faces' : 'invalid_face';
    case 'attack':
      if (verdict.species === 'deepfake') return 'deepfake';
      return verdict.species === 'synthetic' ? 'ai_generated' : 'spoof';
  }
}

/** Numbers of our own: the source fixes none that we need. */
const ERROR_TYPES = {
  401: { type: 'authentication_error', code: 1 },
  404: { type: 'argument_error', code: 2 },
  429: { type: 'usage_limit', code: 32 },
} as const;

function sendFailure(cause: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, message, retryAfterSeconds } = faultOf(cause, request);
  if (retryAfterSeconds !== null) void reply.header('retry-after', retryAfterSeconds);
  const known = Object.entries(ERROR_TYPES).find(([at]) => Number(at) === status)?.[1];
  const fallback =
    status >= 500 ? { type: 'internal_error', code: 50 } : { type: 'argument_error', code: 3 };
  void reply.code(status).send({
    status: 'failure',
    request: { id: request.id },
    error: { ...(known ?? fallback), message },
  });
}
