// Contract 4, `/api/v1/face/liveness`: liveness for physical access, with capture errors. It answers; it opens nothing. Main process of the API.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import { faultOf } from './api-fault.ts';
import type { Verdict } from './check.ts';
import { checkFor, requireKeyOf, type ContractOptions } from './contract.ts';
import { readFields } from './fields.ts';
import type { Operation } from './operation.ts';

const physicalAccessFields = z.object({
  sessionId: z.string().min(1).max(200),
  /** Base64, with or without the head of a data URL, or a link. */
  faceImageBase: z.string().min(1),
});

const ERRORS = [...CAPTURE_ISSUES, 'INCONCLUSIVE', 'INTERNAL_ERROR'] as const;

const physicalAccessAnswer = z.union([
  z.object({
    sessionId: z.string(),
    score: z.number().min(0).max(1),
    hasError: z.literal(false),
  }),
  z.object({ sessionId: z.string(), hasError: z.literal(true), error: z.enum(ERRORS) }),
]);
type PhysicalAccessAnswer = z.infer<typeof physicalAccessAnswer>;

const refusal = z.object({
  sessionId: z.string(),
  hasError: z.literal(true),
  error: z.literal('INTERNAL_ERROR'),
  /** Ours: what is wrong with the request. */
  message: z.string(),
});

const PATH = '/api/v1/face/liveness';

export const physicalAccessOperations: readonly Operation[] = [
  {
    method: 'post',
    path: PATH,
    contract: 'physical-access',
    summary: 'Liveness of one picture, or why it could not be judged.',
    security: 'basic',
    body: { fields: physicalAccessFields, form: false },
    answers: { 200: physicalAccessAnswer, 400: refusal, 401: refusal, 413: refusal, 429: refusal },
  },
];

/** Live at and above this score. */
const THRESHOLD = 0.5;

export function addPhysicalAccess(server: FastifyInstance, options: ContractOptions): void {
  server.setErrorHandler((cause, request, reply) => sendFault(cause, request, reply));
  server.addHook('onRequest', async (request) => {
    const { user, secret } = basicOf(request.headers.authorization ?? '');
    requireKeyOf(request, options.keys, { user, secret, where: 'Authorization: Basic' });
  });
  server.post(PATH, (request) => answer(request, options));
}

function basicOf(header: string): { readonly user: string; readonly secret: string } {
  const [, encoded = ''] = /^Basic ([\w+/=-]+)$/iu.exec(header) ?? [];
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0
    ? { user: '', secret: '' }
    : { user: text.slice(0, colon), secret: text.slice(colon + 1) };
}

async function answer(
  request: FastifyRequest,
  options: ContractOptions,
): Promise<PhysicalAccessAnswer> {
  const { sessionId, faceImageBase } = readFields(physicalAccessFields, request.body, {
    isForm: false,
  });
  const bytes = await options.media.bytesOf('faceImageBase', faceImageBase);
  const { verdict } = await checkFor(
    request,
    'physical-access',
    { media: { kind: 'still', bytes }, threshold: THRESHOLD, wantsFace: false },
    options,
  );
  return { sessionId, ...said(verdict) };
}

function said(
  verdict: Verdict,
):
  | { readonly score: number; readonly hasError: false }
  | { readonly hasError: true; readonly error: (typeof ERRORS)[number] } {
  switch (verdict.kind) {
    case 'bona-fide':
    case 'attack':
      return { score: verdict.score, hasError: false };
    case 'issue':
      return { hasError: true, error: verdict.issue };
    case 'inconclusive':
      return { hasError: true, error: 'INCONCLUSIVE' };
  }
}

/** Requests that are no request are refused by their status; whatever else went wrong is an answer of this contract. */
const REFUSED: readonly number[] = [400, 401, 404, 413, 429];

function sendFault(cause: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, code, message, retryAfterSeconds } = faultOf(cause, request);
  if (retryAfterSeconds !== null) void reply.header('retry-after', retryAfterSeconds);
  if (status === 401) void reply.header('www-authenticate', 'Basic realm="gatelight"');
  const isRefused = REFUSED.includes(status) && code !== 'INVALID_MEDIA';
  const { data } = physicalAccessFields.pick({ sessionId: true }).safeParse(request.body);
  void reply.code(isRefused ? status : 200).send({
    sessionId: data?.sessionId ?? '',
    hasError: true,
    error: 'INTERNAL_ERROR',
    ...(isRefused && { message }),
  });
}
