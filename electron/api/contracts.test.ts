// What one judgement becomes in each contract: the table of the contracts, row by row, over a real socket. The engine is told what to say.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PAI_SPECIES, padScore, type PaiSpecies } from '#core/pad/index.ts';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import { judged, startTestServer, type TestServer } from '../../e2e/support/api-server.ts';

let api: TestServer;
beforeAll(async () => {
  api = await startTestServer();
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(() => {
  api.says = judged({});
});

const PICTURE = Buffer.from('a picture').toString('base64');

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, body: await response.json() };
}

const json = (body: unknown, headers: Readonly<Record<string, string>>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** One well-formed request a contract. */
const ask = {
  async checkJson(): Promise<Answer> {
    const form = new FormData();
    form.set('models', 'liveness');
    form.set('api_user', api.user);
    form.set('api_secret', api.key);
    form.set('media', new Blob(['a picture']), 'me.jpg');
    return answerOf(await fetch(`${api.origin}/1.0/check.json`, { method: 'POST', body: form }));
  },
  async physicalAccess(): Promise<Answer> {
    const basic = Buffer.from(`${api.user}:${api.key}`).toString('base64');
    return answerOf(
      await fetch(
        `${api.origin}/api/v1/face/liveness`,
        json({ sessionId: 's', faceImageBase: PICTURE }, { authorization: `Basic ${basic}` }),
      ),
    );
  },
  async inference(): Promise<Answer> {
    const form = new FormData();
    form.set('model', 'face-liveness');
    form.set('video', new Blob(['a video']), 'me.mp4');
    const headers = { 'x-api-key': api.key };
    return answerOf(
      await fetch(`${api.origin}/v1/inference`, { method: 'POST', body: form, headers }),
    );
  },
};

describe('a bona fide judgement', () => {
  it('is a score and no reason by contract 3', async () => {
    const { status, body } = await ask.checkJson();
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'success',
      request: {
        id: expect.stringMatching(/^req_/u),
        timestamp: expect.any(Number),
        operations: 1,
      },
      liveness: { score: 0.9, rejection_reason: '' },
      media: { id: expect.stringMatching(/^med_/u), uri: 'me.jpg' },
    });
  });

  it('is a score without an error by contract 4', async () => {
    expect(await ask.physicalAccess()).toEqual({
      status: 200,
      body: { sessionId: 's', score: 0.9, hasError: false },
    });
  });

  it('is real, type 0, by contract 5', async () => {
    const { status, body } = await ask.inference();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      inference_id: expect.stringMatching(/^inf_/u),
      model_id: 'face_liveness',
      model_name: 'Face Liveness Detection',
      moderation_type: 'video',
      status: 'completed',
      result: {
        is_real: true,
        is_spoof: false,
        real_probability: 0.9,
        confidence: 0.9,
        attack_type: 0,
        attack_type_name: 'real',
        attack_type_confidence: 0.9,
      },
      response_time_ms: expect.any(Number),
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/u),
      completed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/u),
    });
  });
});

const WORDS: Readonly<Record<PaiSpecies, readonly [string, number, string]>> = {
  print: ['spoof', 1, 'print'],
  replay: ['spoof', 2, 'replay'],
  'mask-2d': ['spoof', 3, 'mask_2d'],
  'mask-3d': ['spoof', 4, 'mask_3d'],
  cutout: ['spoof', 5, 'cutout'],
  deepfake: ['deepfake', 6, 'deepfake'],
  synthetic: ['ai_generated', 7, 'synthetic'],
  injection: ['spoof', 8, 'injection'],
  composite: ['spoof', 9, 'unknown'],
  unknown: ['spoof', 9, 'unknown'],
};

describe.each(PAI_SPECIES)('an attack by %s', (species) => {
  const [reason, type, name] = WORDS[species];
  // A cue made an attack of what the models took for bona fide.
  beforeEach(() => {
    api.says = judged({
      outcome: 'attack',
      score: padScore(0.97),
      pai: { species, confidence: 0.8 },
    });
  });

  it(`is ${reason} by contract 3, below its threshold`, async () => {
    const { body } = await ask.checkJson();
    expect(body).toMatchObject({ liveness: { score: 0.4999, rejection_reason: reason } });
  });

  it('is a score below the threshold by contract 4', async () => {
    const { body } = await ask.physicalAccess();
    expect(body).toEqual({ sessionId: 's', score: 0.4999, hasError: false });
  });

  it(`is type ${type} by contract 5`, async () => {
    const { body } = await ask.inference();
    expect(body).toMatchObject({
      status: 'completed',
      result: {
        is_real: false,
        is_spoof: true,
        real_probability: 0.4999,
        attack_type: type,
        attack_type_name: name,
        attack_type_confidence: name === 'unknown' ? 0 : 0.8,
      },
    });
  });

  it('is logged with the engine’s own score', async () => {
    await ask.physicalAccess();
    expect(api.logged.at(-1)).toMatchObject({ outcome: 'attack', score: 0.97, species });
  });
});

describe('an undecided judgement', () => {
  beforeEach(() => {
    api.says = judged({ outcome: 'non-response', score: padScore(0.45) });
  });
  it('is an invalid face by contract 3', async () => {
    const { body } = await ask.checkJson();
    expect(body).toMatchObject({ liveness: { score: 0.45, rejection_reason: 'invalid_face' } });
  });
  it('is INCONCLUSIVE by contracts 4 and 5', async () => {
    expect((await ask.physicalAccess()).body).toEqual({
      sessionId: 's',
      hasError: true,
      error: 'INCONCLUSIVE',
    });
    expect((await ask.inference()).body).toMatchObject({
      status: 'failed',
      result: null,
      error: { code: 'INCONCLUSIVE' },
    });
  });
});

describe.each(CAPTURE_ISSUES)('a picture with %s', (issue) => {
  const reasons: Readonly<Record<string, string>> = {
    FACE_NOT_FOUND: 'no_face',
    TOO_MANY_FACES: 'too_many_faces',
  };
  beforeEach(() => {
    api.says = judged({ outcome: 'non-response', score: null, issue });
  });
  it('says so in the words of each contract', async () => {
    expect((await ask.checkJson()).body).toMatchObject({
      liveness: { score: 0, rejection_reason: reasons[issue] ?? 'invalid_face' },
    });
    expect((await ask.physicalAccess()).body).toEqual({
      sessionId: 's',
      hasError: true,
      error: issue,
    });
    expect((await ask.inference()).body).toMatchObject({
      status: 'failed',
      result: null,
      error: { code: issue },
    });
  });
});

describe('an engine that cannot answer', () => {
  it.each([
    ['has died', { kind: 'died', why: 'SIGKILL' } as const],
    ['cannot write its log', 'log-fails' as const],
  ])('which %s is 503, and INTERNAL_ERROR by contract 4', async (_, says) => {
    api.says = says;
    const check = await ask.checkJson();
    expect(check.status).toBe(503);
    expect(check.body).toMatchObject({ status: 'failure', error: { type: 'internal_error' } });
    expect(await ask.physicalAccess()).toEqual({
      status: 200,
      body: { sessionId: 's', hasError: true, error: 'INTERNAL_ERROR' },
    });
    const inference = await ask.inference();
    expect(inference.status).toBe(503);
    expect(inference.body).toMatchObject({ status: 'failed', error: { code: 'NOT_READY' } });
  });

  it('and one that is busy is 429 with the time to wait', async () => {
    api.says = { kind: 'busy' };
    const form = new FormData();
    form.set('model', 'face-liveness');
    form.set('video', new Blob(['a video']));
    const response = await fetch(`${api.origin}/v1/inference`, {
      method: 'POST',
      body: form,
      headers: { 'x-api-key': api.key },
    });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ error: { code: 'BUSY' } });
  });
});

it('gives every answer an id that is in the log', async () => {
  const { body } = await ask.checkJson();
  const { request } = z.object({ request: z.object({ id: z.string() }) }).parse(body);
  expect(api.logged.at(-1)).toMatchObject({
    request: request.id,
    contract: 'check.json',
    key: api.user,
  });
});

it('never logs the key', async () => {
  await ask.checkJson();
  expect(JSON.stringify(api.logged)).not.toContain(api.key);
});
