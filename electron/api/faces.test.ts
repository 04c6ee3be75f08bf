// Contract 1 over a real socket and a real register; the engine is told what to say.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { degrees } from '#core/frame/index.ts';
import { TEMPLATE_LENGTH, type EnrolmentFrame } from '#core/identity/index.ts';
import { padScore, PAI_SPECIES, type PaiSpecies } from '#core/pad/index.ts';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import { judged, startTestServer, type TestServer } from '../../e2e/support/api-server.ts';

let api: TestServer;
let collection = '';
beforeAll(async () => {
  api = await startTestServer();
  const { body } = await send('POST', '', { name: 'staff' });
  collection = z.object({ data: z.object({ id: z.string() }) }).parse(body).data.id;
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(() => {
  api.says = { ...judged({}), face: faceOf(1) };
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function send(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${api.origin}/api/v1/collections${path}`, {
    method,
    headers: {
      'x-api-key': api.key,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const PICTURE = Buffer.from('a picture').toString('base64');
const liveness = (more: object = {}): Promise<Answer> =>
  send('POST', `/${collection}/liveness`, { image: PICTURE, ...more });
const enrol = (external_id: string, more: object = {}): Promise<Answer> =>
  send('POST', `/${collection}/faces`, { image: PICTURE, external_id, ...more });
const faces = async (): Promise<readonly { face_id: string; external_id: string }[]> => {
  const { body } = await send('GET', `/${collection}/faces`);
  const face = z.object({ face_id: z.string(), external_id: z.string() });
  return z.object({ data: z.array(face) }).parse(body).data;
};

/** One person a direction: two of them have nothing in common. */
function faceOf(person: number): EnrolmentFrame {
  const template = new Float32Array(TEMPLATE_LENGTH);
  template[person] = 1;
  const straight = { yaw: degrees(0), pitch: degrees(0), roll: degrees(0) };
  return { template, eyeDistance: 80, sharpness: 1.6, pose: straight };
}

describe('liveness', () => {
  it('answers with the fields of the contract', async () => {
    expect(await liveness()).toEqual({
      status: 200,
      body: {
        success: true,
        data: {
          is_live: true,
          liveness_score: 0.9,
          spoof_type: null,
          query_time_ms: expect.any(Number),
        },
      },
    });
  });

  it('judges by the threshold that it is given, and by 0.6 without one', async () => {
    await liveness();
    expect(api.asked.at(-1)?.threshold).toBe(0.6);
    await liveness({ liveness_threshold: 0.8 });
    expect(api.asked.at(-1)?.threshold).toBe(0.8);
  });

  it('takes a form as well, whose numbers are text', async () => {
    const form = new FormData();
    form.set('image', new Blob(['a picture']), 'me.jpg');
    form.set('liveness_threshold', '0.7');
    const response = await fetch(`${api.origin}/api/v1/collections/${collection}/liveness`, {
      method: 'POST',
      headers: { 'x-api-key': api.key },
      body: form,
    });
    expect(response.status).toBe(200);
    expect(api.asked.at(-1)).toMatchObject({ threshold: 0.7, media: { kind: 'still' } });
  });

  const WORDS: Readonly<Record<PaiSpecies, string | null>> = {
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
  it.each(PAI_SPECIES)(
    'says what an attack by %s is called here, below the threshold',
    async (species) => {
      api.says = judged({
        outcome: 'attack',
        score: padScore(0.97),
        pai: { species, confidence: 1 },
      });
      const { body } = await liveness({ liveness_threshold: 0.7 });
      expect(body).toMatchObject({
        data: { is_live: false, liveness_score: 0.6999, spoof_type: WORDS[species] },
      });
    },
  );

  it.each(CAPTURE_ISSUES)('is 422 for %s', async (issue) => {
    api.says = judged({ outcome: 'non-response', score: null, issue });
    expect(await liveness()).toMatchObject({
      status: 422,
      body: { success: false, error: { code: issue } },
    });
  });

  it('is 422 where nothing was decided', async () => {
    api.says = judged({ outcome: 'non-response', score: padScore(0.5) });
    expect(await liveness()).toMatchObject({
      status: 422,
      body: { success: false, error: { code: 'INCONCLUSIVE' } },
    });
  });

  it.each([
    ['image', { image: 7 }],
    ['image', { image: undefined }],
    ['liveness_threshold', { liveness_threshold: 'high' }],
    ['liveness_threshold', { liveness_threshold: 1.1 }],
  ])('is 400 with the name of the field: %s', async (field, more) => {
    const { status, body } = await liveness(more);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(field);
  });

  it('is 404 in a collection that is not there, and nothing is judged', async () => {
    const asked = api.asked.length;
    const { status, body } = await send('POST', '/nowhere/liveness', { image: PICTURE });
    expect(status).toBe(404);
    expect(body).toMatchObject({ success: false, error: { code: 'NOT_FOUND' } });
    expect(api.asked).toHaveLength(asked);
  });
});

describe('enrolment', () => {
  it('stores a live face and finds it again', async () => {
    const { status, body } = await enrol('ada');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      success: true,
      data: { face_id: expect.any(String), external_id: 'ada', liveness_score: 0.9 },
    });
    const found = await send('POST', `/${collection}/search`, { image: PICTURE });
    expect(found.body).toMatchObject({
      data: { matches: [{ external_id: 'ada', similarity: expect.closeTo(1, 3) }], same: 'yes' },
    });
  });

  it('stores nothing below the threshold', async () => {
    const before = await faces();
    api.says = {
      ...judged({
        outcome: 'attack',
        score: padScore(0.1),
        pai: { species: 'print', confidence: 1 },
      }),
      face: faceOf(2),
    };
    expect(await enrol('eve')).toMatchObject({
      status: 422,
      body: { success: false, error: { code: 'LIVENESS_CHECK_FAILED' } },
    });
    expect(await faces()).toEqual(before);
  });

  it('stores what was not judged live when it is told to, and the log says so', async () => {
    api.says = {
      ...judged({
        outcome: 'attack',
        score: padScore(0.1),
        pai: { species: 'print', confidence: 1 },
      }),
      face: faceOf(3),
    };
    expect(await enrol('grace', { check_liveness: false })).toMatchObject({
      status: 201,
      body: { data: { external_id: 'grace', liveness_score: null } },
    });
    expect(api.enrolments.at(-1)).toMatchObject({ kind: 'face-enrolled', liveness: 'skipped' });
  });

  it('stores no face that the gate refuses, whatever it is told', async () => {
    api.says = judged({ outcome: 'non-response', score: null, issue: 'BLURRED' });
    expect((await enrol('mallory', { check_liveness: false })).status).toBe(422);
  });

  it('removes a face, and then nobody finds it', async () => {
    api.says = { ...judged({}), face: faceOf(4) };
    await enrol('alan');
    const alan = (await faces()).find(({ external_id }) => external_id === 'alan');
    const path = `/${collection}/faces/${alan?.face_id ?? ''}`;
    expect((await send('GET', path)).body).toMatchObject({ data: { external_id: 'alan' } });
    expect((await send('DELETE', path)).status).toBe(200);
    expect((await send('GET', path)).status).toBe(404);
    expect((await send('DELETE', path)).status).toBe(404);
    const { body } = await send('POST', `/${collection}/search`, { image: PICTURE });
    expect(JSON.stringify(body)).not.toContain('alan');
  });
});

describe('collections', () => {
  it('are listed, and removed with all of their faces', async () => {
    const { body } = await send('POST', '', { name: 'guests' });
    const { id } = z.object({ data: z.object({ id: z.string() }) }).parse(body).data;
    expect(JSON.stringify((await send('GET', '')).body)).toContain('guests');
    expect((await send('DELETE', `/${id}`)).body).toEqual({
      success: true,
      data: { id, deleted: true },
    });
    expect((await send('DELETE', `/${id}`)).status).toBe(404);
  });

  it('need a name', async () => {
    const { status, body } = await send('POST', '', {});
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('name');
  });

  it('are not for who has no key', async () => {
    const response = await fetch(`${api.origin}/api/v1/collections`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      success: false,
      error: { code: 'UNAUTHORIZED' },
    });
  });
});
