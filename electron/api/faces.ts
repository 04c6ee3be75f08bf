// Contract 1, `/api/v1/collections`: still-image liveness, enrolment and search. Main process of the API.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { chooseEnrolment, type Collection, type Face } from '#core/identity/index.ts';
import { padScore, type PaiSpecies } from '#core/pad/index.ts';
import { ApiFault, faultOf } from './api-fault.ts';
import type { Checked, Verdict } from './check.ts';
import { checkFor, isForm, requireKeyHeader, type ContractOptions } from './contract.ts';
import {
  collectionFields,
  faceFields,
  FACES_PATH,
  type facesAnswers,
  livenessFields,
  pageFields,
  searchFields,
} from './faces-operations.ts';
import { readFields, type MediaField } from './fields.ts';
import type { RegisterPort } from './ports.ts';
import { registerFault } from './register-fault.ts';

export interface FacesOptions extends ContractOptions {
  readonly register: RegisterPort;
}

const FORM = {
  numbers: ['liveness_threshold', 'max_results', 'min_similarity'],
  booleans: ['check_liveness'],
};
const inCollection = z.object({ id: z.string() });
const ofFace = z.object({ id: z.string(), face_id: z.string() });

export function addFaces(server: FastifyInstance, options: FacesOptions): void {
  const { register, keys } = options;
  server.setErrorHandler((cause, request, reply) =>
    sendFault(faultOf(registerFault(cause), request), reply),
  );
  server.addHook('onRequest', async (request) => requireKeyHeader(request, keys));

  server.get(FACES_PATH, () => success(register.listCollections().map(collectionOf)));
  server.post(FACES_PATH, (request, reply) => {
    const { name } = fieldsOf(request, collectionFields);
    return reply.code(201).send(success(collectionOf(register.createCollection(name))));
  });
  server.get(`${FACES_PATH}/:id`, ({ params }) => {
    const { id } = inCollection.parse(params);
    return success(collectionOf(collectionOfId(id, register)));
  });
  server.delete(`${FACES_PATH}/:id`, async ({ params }) => {
    const { id } = inCollection.parse(params);
    await register.removeCollection(id);
    return success({ id, deleted: true });
  });
  server.post(`${FACES_PATH}/:id/liveness`, (request) => liveness(request, options));
  server.get(`${FACES_PATH}/:id/faces`, ({ params, query }) => listFaces(params, query, register));
  server.post(`${FACES_PATH}/:id/faces`, async (request, reply) =>
    reply.code(201).send(await enrol(request, options)),
  );
  server.get(`${FACES_PATH}/:id/faces/:face_id`, ({ params }) => {
    const { id, face_id } = ofFace.parse(params);
    const face = register.face(id, face_id);
    if (face === null) throw new ApiFault(404, 'NOT_FOUND', `face ${face_id}: not in it`);
    return success(faceOf(face));
  });
  server.delete(`${FACES_PATH}/:id/faces/:face_id`, async ({ params }) => {
    const { id, face_id } = ofFace.parse(params);
    await register.removeFace(id, face_id);
    return success({ face_id, deleted: true });
  });
  server.post(`${FACES_PATH}/:id/search`, (request) => search(request, options));
}

type Answer<A extends keyof typeof facesAnswers> = z.infer<(typeof facesAnswers)[A]>;

const success = <T>(data: T): { readonly success: true; readonly data: T } => ({
  success: true,
  data,
});

const collectionOf = ({ id, name, createdAt }: Collection) => ({ id, name, created_at: createdAt });

const enrolledOf = ({ id, externalId, liveness }: Face) => ({
  face_id: id,
  external_id: externalId,
  liveness_score: liveness.kind === 'checked' ? liveness.score : null,
});

const faceOf = (face: Face) => ({ ...enrolledOf(face), created_at: face.createdAt });

function fieldsOf<S extends z.ZodType>(request: FastifyRequest, schema: S): z.infer<S> {
  return readFields(schema, request.body, { isForm: isForm(request), ...FORM });
}

/** Throws `ApiFault` 404 before anything is judged for a collection that is not there. */
function collectionIn({ params }: FastifyRequest, register: RegisterPort): string {
  return collectionOfId(inCollection.parse(params).id, register).id;
}

function collectionOfId(id: string, register: RegisterPort): Collection {
  const collection = register.listCollections().find((one) => one.id === id);
  if (collection === undefined) {
    throw new ApiFault(404, 'NOT_FOUND', `collection ${id}: there is none`);
  }
  return collection;
}

async function liveness(
  request: FastifyRequest,
  options: FacesOptions,
): Promise<Answer<'liveness'>> {
  collectionIn(request, options.register);
  const { image, liveness_threshold } = fieldsOf(request, livenessFields);
  const { verdict, elapsedMs } = await checkImage(request, image, liveness_threshold, options);
  const { score } = decided(verdict);
  return success({
    // At a threshold of 0 everything is, by the contract's own words: no score can be below it.
    is_live: score >= liveness_threshold,
    liveness_score: score,
    spoof_type: verdict.kind === 'attack' ? SPOOF_TYPES[verdict.species] : null,
    query_time_ms: Math.round(elapsedMs),
  });
}

async function enrol(request: FastifyRequest, options: FacesOptions): Promise<Answer<'enrolled'>> {
  const collection = collectionIn(request, options.register);
  const fields = fieldsOf(request, faceFields);
  const { external_id: externalId, liveness_threshold: threshold, check_liveness } = fields;
  const { verdict, face } = await checkImage(request, fields.image, threshold, options);
  if (check_liveness && decided(verdict).kind !== 'bona-fide') {
    throw new ApiFault(422, 'LIVENESS_CHECK_FAILED', 'image: not live enough; nothing was stored');
  }
  const score = verdict.kind === 'bona-fide' ? padScore(verdict.score) : padScore(0);
  const chosen = chooseEnrolment(
    face === null ? [] : [face],
    check_liveness ? { kind: 'checked', score, threshold } : { kind: 'skipped' },
  );
  if (chosen.kind === 'refused') {
    throw new ApiFault(422, 'LIVENESS_CHECK_FAILED', `image: ${chosen.reason}; nothing was stored`);
  }
  const { template, quality, liveness: checked } = chosen;
  const enrolled = await options.register.enrol(collection, {
    externalId,
    template,
    quality,
    liveness: checked,
    // The client's to obtain and to keep: this contract has no field for it.
    consent: { at: new Date().toISOString(), by: `api ${request.apiKey}`, textVersion: 'client' },
    expiresAt: null,
  });
  return success(enrolledOf(enrolled));
}

function listFaces(params: unknown, query: unknown, register: RegisterPort): Answer<'faces'> {
  const { id } = inCollection.parse(params);
  const { limit, after } = readFields(pageFields, query, { isForm: false });
  const faces = register.faces(id, { limit, ...(after !== undefined && { after }) });
  return success(faces.map(faceOf));
}

async function search(request: FastifyRequest, options: FacesOptions): Promise<Answer<'search'>> {
  const collection = collectionIn(request, options.register);
  const { image, max_results, min_similarity } = fieldsOf(request, searchFields);
  const { verdict, face } = await checkImage(request, image, 0, options);
  if (face === null) throw issueFault(verdict);
  const limits = { maxResults: max_results, minSimilarity: min_similarity };
  const { matches, margin, same } = await options.register.search(
    collection,
    face.template,
    limits,
  );
  return success({
    matches: matches.map(({ faceId, externalId, similarity, same: isSame }) => ({
      face_id: faceId,
      external_id: externalId,
      similarity,
      same: isSame,
    })),
    margin,
    same,
  });
}

async function checkImage(
  request: FastifyRequest,
  image: MediaField,
  threshold: number,
  options: FacesOptions,
): Promise<Checked> {
  const bytes = await options.media.bytesOf('image', image);
  const judged = { media: { kind: 'still', bytes }, threshold, wantsFace: true } as const;
  return checkFor(request, 'faces', judged, options);
}

type Decided = Extract<Verdict, { kind: 'bona-fide' | 'attack' }>;

/** Throws `ApiFault` 422 where nothing was decided. */
function decided(verdict: Verdict): Decided {
  if (verdict.kind === 'bona-fide' || verdict.kind === 'attack') return verdict;
  throw issueFault(verdict);
}

const issueFault = (verdict: Verdict): ApiFault =>
  verdict.kind === 'issue'
    ? new ApiFault(422, verdict.issue, 'image: no face in it that may be judged')
    : new ApiFault(422, 'INCONCLUSIVE', 'image: neither clearly live nor clearly an attack');

/** Null for what this contract has no word for, or what no cue names. */
const SPOOF_TYPES: Readonly<Record<PaiSpecies, 'print' | 'replay' | '3d_mask' | null>> = {
  print: 'print',
  cutout: 'print',
  'mask-2d': 'print',
  'mask-3d': '3d_mask',
  replay: 'replay',
  composite: null,
  deepfake: null,
  synthetic: null,
  injection: null,
  unknown: null,
};

function sendFault(fault: ApiFault, reply: FastifyReply): FastifyReply {
  const { status, code, message, retryAfterSeconds } = fault;
  if (retryAfterSeconds !== null) void reply.header('retry-after', retryAfterSeconds);
  return reply.code(status).send({ success: false, error: { code, message } });
}
