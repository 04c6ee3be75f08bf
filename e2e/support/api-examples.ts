// The contracts' example requests, one a row, with the answer that each has to have. Test support.

import type { z } from 'zod';
import { padScore } from '#core/pad/index.ts';
import type { JudgeAnswer } from '#electron/api/ports.ts';
import { judged } from './api-server.ts';
import { access, checkJson, faces, video } from './api-shapes.ts';

/** Sent as each of `as` in turn; FILE stands for a file, TEXT for the same bytes as Base64 where the body is JSON. */
export interface Example {
  readonly contract: 1 | 3 | 4 | 5;
  readonly does: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** COLLECTION and FACE stand for those of the test. */
  readonly path: string;
  readonly as: readonly ('json' | 'form' | 'query')[];
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Of the engine; bona fide at 0.9 unless it is said. */
  readonly says?: JudgeAnswer;
  readonly status: number;
  readonly answer: z.ZodType;
  /** Fields whose values the contract fixes for this request. */
  readonly holding?: object;
}

export const FILE = 'FILE';
/** Credentials that are sent in their place of the contract, and those that nobody knows. */
export const USER = 'USER';
export const SECRET = 'SECRET';

const attack = (species: 'print' | 'mask-3d' | 'deepfake', score = 0.97): JudgeAnswer =>
  judged({ outcome: 'attack', score: padScore(score), pai: { species, confidence: 0.8 } });
const issue = (code: 'FACE_NOT_FOUND' | 'FACE_IS_OCCLUDED'): JudgeAnswer =>
  judged({ outcome: 'non-response', score: null, issue: code });
const undecided = judged({ outcome: 'non-response', score: padScore(0.45) });

const COLLECTIONS = '/api/v1/collections';
const LIVENESS = {
  contract: 1,
  method: 'POST',
  path: `${COLLECTIONS}/COLLECTION/liveness`,
} as const;
const ENROL = { contract: 1, method: 'POST', path: `${COLLECTIONS}/COLLECTION/faces` } as const;
const CHECK = { contract: 3, method: 'POST', path: '/1.0/check.json', as: ['form'] } as const;
const ACCESS = {
  contract: 4,
  method: 'POST',
  path: '/api/v1/face/liveness',
  as: ['json'],
} as const;
const VIDEO = { contract: 5, method: 'POST', path: '/v1/inference' } as const;
const BOTH = ['json', 'form'] as const;

const check = { models: 'liveness', api_user: USER, api_secret: SECRET };
const DATA_URL = `data:image/jpeg;base64,${Buffer.from('a picture').toString('base64')}`;
const model = 'face-liveness';
const eight = Array.from({ length: 8 }, () => DATA_URL);

// prettier-ignore
export const EXAMPLES: readonly Example[] = [
  { contract: 1, does: 'makes a collection', method: 'POST', path: COLLECTIONS, as: BOTH, fields: { name: 'staff' }, status: 201, answer: faces.collection, holding: { data: { name: 'staff' } } },
  { contract: 1, does: 'lists collections', method: 'GET', path: COLLECTIONS, as: ['query'], status: 200, answer: faces.collections },
  { contract: 1, does: 'shows a collection', method: 'GET', path: `${COLLECTIONS}/COLLECTION`, as: ['query'], status: 200, answer: faces.collection },
  { ...LIVENESS, does: 'accepts a live person', as: BOTH, fields: { image: FILE }, status: 200, answer: faces.liveness, holding: { data: { is_live: true, liveness_score: 0.9, spoof_type: null } } },
  { ...LIVENESS, does: 'judges by its threshold', as: BOTH, fields: { image: FILE, liveness_threshold: 0.9 }, status: 200, answer: faces.liveness, holding: { data: { is_live: true, liveness_score: 0.9 } } },
  { ...LIVENESS, does: 'reports a score that is at its threshold, whatever its digits', as: BOTH, fields: { image: FILE, liveness_threshold: 0.899_999 }, says: judged({ score: padScore(0.899_999) }), status: 200, answer: faces.liveness, holding: { data: { is_live: true, liveness_score: 0.9 } } },
  { ...LIVENESS, does: 'takes everybody at a threshold of 0', as: BOTH, fields: { image: FILE, liveness_threshold: 0 }, says: attack('print', 0), status: 200, answer: faces.liveness, holding: { data: { is_live: true, liveness_score: 0 } } },
  { ...LIVENESS, does: 'rejects a print, below its threshold', as: BOTH, fields: { image: FILE }, says: attack('print'), status: 200, answer: faces.liveness, holding: { data: { is_live: false, liveness_score: 0.5999, spoof_type: 'print' } } },
  { ...LIVENESS, does: 'rejects a mask', as: BOTH, fields: { image: FILE, liveness_threshold: 0.8 }, says: attack('mask-3d', 0.1), status: 200, answer: faces.liveness, holding: { data: { is_live: false, liveness_score: 0.1, spoof_type: '3d_mask' } } },
  { ...LIVENESS, does: 'ignores fields that it does not know', as: BOTH, fields: { image: FILE, colour: 'red', liveness: false }, status: 200, answer: faces.liveness },
  { ...LIVENESS, does: 'ignores fields of any name', as: ['json'], fields: { image: FILE, constructor: { prototype: 1 }, toString: 'x' }, status: 200, answer: faces.liveness },
  { ...LIVENESS, does: 'finds no face', as: BOTH, fields: { image: FILE }, says: issue('FACE_NOT_FOUND'), status: 422, answer: faces.fault, holding: { error: { code: 'FACE_NOT_FOUND' } } },
  { ...LIVENESS, does: 'abstains', as: BOTH, fields: { image: FILE }, says: undecided, status: 422, answer: faces.fault, holding: { error: { code: 'INCONCLUSIVE' } } },
  { ...LIVENESS, does: 'misses its picture', as: BOTH, fields: {}, status: 400, answer: faces.fault, holding: { error: { code: 'INVALID_FIELD' } } },
  { ...ENROL, does: 'enrols a live person', as: BOTH, fields: { image: FILE, external_id: 'ada' }, status: 201, answer: faces.enrolled, holding: { data: { external_id: 'ada', liveness_score: 0.9 } } },
  { ...ENROL, does: 'enrols without a check', as: BOTH, fields: { image: FILE, external_id: 'bob', check_liveness: false }, says: attack('print'), status: 201, answer: faces.enrolled, holding: { data: { external_id: 'bob', liveness_score: null } } },
  { ...ENROL, does: 'enrols nobody below the threshold', as: BOTH, fields: { image: FILE, external_id: 'eve', check_liveness: true }, says: attack('print'), status: 422, answer: faces.fault, holding: { error: { code: 'LIVENESS_CHECK_FAILED' } } },
  { contract: 1, does: 'lists faces', method: 'GET', path: ENROL.path, as: ['query'], status: 200, answer: faces.faces },
  { contract: 1, does: 'shows a face', method: 'GET', path: `${ENROL.path}/FACE`, as: ['query'], status: 200, answer: faces.face, holding: { data: { face_id: 'FACE' } } },
  { contract: 1, does: 'finds a face', method: 'POST', path: `${COLLECTIONS}/COLLECTION/search`, as: BOTH, fields: { image: FILE, max_results: 1, min_similarity: 0.5 }, status: 200, answer: faces.found },
  { contract: 1, does: 'removes a face', method: 'DELETE', path: `${ENROL.path}/FACE`, as: ['query'], status: 200, answer: faces.faceGone, holding: { data: { face_id: 'FACE' } } },
  { contract: 1, does: 'misses a face', method: 'GET', path: `${ENROL.path}/FACE`, as: ['query'], status: 404, answer: faces.fault, holding: { error: { code: 'NOT_FOUND' } } },
  { contract: 1, does: 'removes a collection', method: 'DELETE', path: `${COLLECTIONS}/COLLECTION`, as: ['query'], status: 200, answer: faces.collectionGone, holding: { data: { id: 'COLLECTION' } } },
  { contract: 1, does: 'misses a collection', method: 'GET', path: `${COLLECTIONS}/COLLECTION`, as: ['query'], status: 404, answer: faces.fault },

  { ...CHECK, does: 'accepts a live person', fields: { ...check, media: FILE }, status: 200, answer: checkJson.success, holding: { liveness: { score: 0.9, rejection_reason: '' }, media: { uri: 'me.jpg' } } },
  { ...CHECK, does: 'takes a picture in the query’s address', method: 'GET', as: ['query'], fields: { ...check, url: DATA_URL }, status: 200, answer: checkJson.success, holding: { liveness: { score: 0.9 } } },
  { ...CHECK, does: 'takes JSON', as: ['json'], fields: { ...check, media: FILE }, status: 200, answer: checkJson.success },
  { ...CHECK, does: 'rejects an attack, below its threshold', fields: { ...check, media: FILE }, says: attack('print'), status: 200, answer: checkJson.success, holding: { liveness: { score: 0.4999, rejection_reason: 'spoof' } } },
  { ...CHECK, does: 'rejects a deepfake with its score', fields: { ...check, media: FILE }, says: attack('deepfake', 0.2), status: 200, answer: checkJson.success, holding: { liveness: { score: 0.2, rejection_reason: 'deepfake' } } },
  { ...CHECK, does: 'rejects what it does not judge with 0', fields: { ...check, media: FILE }, says: issue('FACE_NOT_FOUND'), status: 200, answer: checkJson.success, holding: { liveness: { score: 0, rejection_reason: 'no_face' } } },
  { ...CHECK, does: 'rejects a covered face', fields: { ...check, media: FILE }, says: issue('FACE_IS_OCCLUDED'), status: 200, answer: checkJson.success, holding: { liveness: { score: 0, rejection_reason: 'invalid_face' } } },
  { ...CHECK, does: 'rejects what is just at its threshold', fields: { ...check, media: FILE }, says: judged({ score: padScore(0.5) }), status: 200, answer: checkJson.success, holding: { liveness: { rejection_reason: 'invalid_face' } } },
  { ...CHECK, does: 'knows no such model', as: ['form', 'json'], fields: { ...check, models: 'nudity', media: FILE }, status: 400, answer: checkJson.failure },
  { ...CHECK, does: 'knows no such secret', fields: { ...check, api_secret: 'wrong', media: FILE }, status: 401, answer: checkJson.failure },
  { ...CHECK, does: 'is not ready', fields: { ...check, media: FILE }, says: { kind: 'died', why: 'SIGKILL' }, status: 503, answer: checkJson.failure },

  { ...ACCESS, does: 'scores Base64', fields: { sessionId: 's-1', faceImageBase: FILE }, status: 200, answer: access.score, holding: { sessionId: 's-1', score: 0.9 } },
  { ...ACCESS, does: 'scores a data URL', fields: { sessionId: 's-1', faceImageBase: DATA_URL }, status: 200, answer: access.score, holding: { score: 0.9 } },
  { ...ACCESS, does: 'scores an attack below its threshold', fields: { sessionId: 's-1', faceImageBase: FILE }, says: attack('print'), status: 200, answer: access.score, holding: { score: 0.4999 } },
  { ...ACCESS, does: 'tells a capture error', fields: { sessionId: 's-1', faceImageBase: FILE }, says: issue('FACE_IS_OCCLUDED'), status: 200, answer: access.fault, holding: { sessionId: 's-1', error: 'FACE_IS_OCCLUDED' } },
  { ...ACCESS, does: 'abstains', fields: { sessionId: 's-1', faceImageBase: FILE }, says: undecided, status: 200, answer: access.fault, holding: { error: 'INCONCLUSIVE' } },
  { ...ACCESS, does: 'is not ready', fields: { sessionId: 's-1', faceImageBase: FILE }, says: { kind: 'died', why: 'SIGKILL' }, status: 200, answer: access.fault, holding: { sessionId: 's-1', error: 'INTERNAL_ERROR' } },
  { ...ACCESS, does: 'cannot read a picture', fields: { sessionId: 's-1', faceImageBase: FILE }, says: { kind: 'bad', code: 'TRUNCATED', message: 'picture: damaged' }, status: 200, answer: access.fault, holding: { error: 'INTERNAL_ERROR' } },
  { ...ACCESS, does: 'misses its picture', fields: { sessionId: 's-1' }, status: 400, answer: access.refusal, holding: { sessionId: 's-1' } },

  { ...VIDEO, does: 'accepts a live person', as: BOTH, fields: { model, video: FILE }, status: 200, answer: video.completed, holding: { result: { is_real: true, real_probability: 0.9, confidence: 0.9, attack_type: 0 } } },
  { ...VIDEO, does: 'takes a video’s address', as: ['json'], fields: { model, video_url: DATA_URL }, status: 200, answer: video.completed },
  { ...VIDEO, does: 'takes a video as image_url', as: ['json'], fields: { model, image_url: DATA_URL }, status: 200, answer: video.completed },
  { ...VIDEO, does: 'takes eight pictures', as: ['json'], fields: { model, image_url: eight }, status: 200, answer: video.completed },
  { ...VIDEO, does: 'takes no seven pictures', as: ['json'], fields: { model, image_url: eight.slice(1) }, status: 400, answer: video.failed, holding: { error: { code: 'INVALID_FIELD' } } },
  { ...VIDEO, does: 'names an attack', as: BOTH, fields: { model, video: FILE }, says: attack('mask-3d', 0.1), status: 200, answer: video.completed, holding: { result: { is_real: false, real_probability: 0.1, confidence: 0.9, attack_type: 4, attack_type_confidence: 0.8 } } },
  { ...VIDEO, does: 'abstains', as: BOTH, fields: { model, video: FILE }, says: undecided, status: 200, answer: video.failed, holding: { error: { code: 'INCONCLUSIVE' } } },
  { ...VIDEO, does: 'finds no face', as: BOTH, fields: { model, video: FILE }, says: issue('FACE_NOT_FOUND'), status: 200, answer: video.failed, holding: { error: { code: 'FACE_NOT_FOUND' } } },
  { ...VIDEO, does: 'is too large', as: BOTH, fields: { model, video: FILE }, says: { kind: 'bad', code: 'TOO_LARGE', message: 'video: too large' }, status: 413, answer: video.failed },
  { ...VIDEO, does: 'is not ready', as: BOTH, fields: { model, video: FILE }, says: { kind: 'died', why: 'SIGKILL' }, status: 503, answer: video.failed, holding: { error: { code: 'NOT_READY' } } },
];
