// Contract 1 as its clients' documentation describes it: fields, answers, routes. Main process of the API.

import { z } from 'zod';
import { mediaField } from './fields.ts';
import { envelope, envelopeFault, type Operation } from './operation.ts';

export const FACES_PATH = '/api/v1/collections';

const share = z.number().min(0).max(1);

export const collectionFields = z.object({ name: z.string().min(1).max(128) });
export const livenessFields = z.object({
  image: mediaField,
  liveness_threshold: share.default(0.6),
});
export const faceFields = livenessFields.extend({
  external_id: z.string().min(1).max(128),
  check_liveness: z.boolean().default(true),
});
export const searchFields = z.object({
  image: mediaField,
  max_results: z.int().min(1).max(100).default(5),
  min_similarity: z.number().min(-1).max(1).default(-1),
});
export const pageFields = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.string().optional(),
});

const collection = z.object({ id: z.string(), name: z.string(), created_at: z.iso.datetime() });
const enrolled = z.object({
  face_id: z.string(),
  external_id: z.string(),
  /** Null where liveness was not checked. */
  liveness_score: share.nullable(),
});
const face = enrolled.extend({ created_at: z.iso.datetime() });
const sameness = z.enum(['yes', 'no', 'unsure']);

export const facesAnswers = {
  collection: envelope(collection),
  collections: envelope(z.array(collection)),
  collectionDeleted: envelope(z.object({ id: z.string(), deleted: z.literal(true) })),
  liveness: envelope(
    z.object({
      is_live: z.boolean(),
      liveness_score: share,
      spoof_type: z.enum(['print', 'replay', '3d_mask']).nullable(),
      query_time_ms: z.int().min(0),
    }),
  ),
  enrolled: envelope(enrolled),
  face: envelope(face),
  faces: envelope(z.array(face)),
  faceDeleted: envelope(z.object({ face_id: z.string(), deleted: z.literal(true) })),
  search: envelope(
    z.object({
      matches: z.array(
        z.object({
          face_id: z.string(),
          external_id: z.string(),
          /** Cosine. */
          similarity: z.number().min(-1).max(1),
          same: sameness,
        }),
      ),
      /** By how much the best match is ahead of the best of anybody else; null where there is nobody else. */
      margin: z.number().nullable(),
      same: sameness,
    }),
  ),
} as const;

const ONE = `${FACES_PATH}/{id}`;

const operation = (
  method: Operation['method'],
  path: string,
  summary: string,
  answers: Operation['answers'],
  more: Pick<Operation, 'body' | 'query'> = {},
): Operation => ({
  method,
  path,
  contract: 'faces',
  summary,
  security: 'key',
  answers: { ...answers, 400: envelopeFault, 401: envelopeFault, 404: envelopeFault },
  ...more,
});

const judged = { 413: envelopeFault, 415: envelopeFault, 422: envelopeFault, 429: envelopeFault };

export const facesOperations: readonly Operation[] = [
  operation('get', FACES_PATH, 'All collections, oldest first.', { 200: facesAnswers.collections }),
  operation(
    'post',
    FACES_PATH,
    'A new collection.',
    { 201: facesAnswers.collection },
    {
      body: { fields: collectionFields, form: false },
    },
  ),
  operation('get', ONE, 'One collection.', { 200: facesAnswers.collection }),
  operation('delete', ONE, 'Removes a collection with all of its faces.', {
    200: facesAnswers.collectionDeleted,
  }),
  operation(
    'post',
    `${ONE}/liveness`,
    'Whether a still shows a live person.',
    { 200: facesAnswers.liveness, ...judged },
    { body: { fields: livenessFields, form: true } },
  ),
  operation(
    'get',
    `${ONE}/faces`,
    'Enrolled faces, oldest first.',
    { 200: facesAnswers.faces },
    { query: pageFields },
  ),
  operation(
    'post',
    `${ONE}/faces`,
    'Enrols a face, when it is live.',
    { 201: facesAnswers.enrolled, ...judged },
    { body: { fields: faceFields, form: true } },
  ),
  operation('get', `${ONE}/faces/{face_id}`, 'One enrolled face.', { 200: facesAnswers.face }),
  operation('delete', `${ONE}/faces/{face_id}`, 'Removes an enrolled face.', {
    200: facesAnswers.faceDeleted,
  }),
  operation(
    'post',
    `${ONE}/search`,
    'The enrolled faces that are most like the one in a still.',
    { 200: facesAnswers.search, ...judged },
    { body: { fields: searchFields, form: true } },
  ),
];
