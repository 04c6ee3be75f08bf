// The API as a client meets it: the real command, the real models, real pictures, over a real socket.
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { assetPath, stillsIn, useTestAssets } from '../../e2e/support/assets.ts';
import { sessionMessage } from '../../e2e/support/api-shapes.ts';
import { runCommandLine } from './program.ts';

const stop = new AbortController();
const said = { out: [] as string[], err: [] as string[] };
let folder = '';
let ended: Promise<number>;
let origin = '';
let key = '';
let user = '';

beforeAll(async () => {
  await useTestAssets();
  folder = await mkdtemp(join(tmpdir(), 'gatelight-serve-'));
  process.env['GATELIGHT_DATA'] = folder;
  ended = serve();
  await vi.waitUntil(() => said.out.some((line) => line.startsWith('listening on')), 60_000);
  const text = said.out.join('\n');
  key = /^key (\S+)$/mu.exec(text)?.[1] ?? '';
  user = /user, it is (\S+)$/mu.exec(text)?.[1] ?? '';
  origin = /listening on (\S+)$/mu.exec(text)?.[1] ?? '';
}, 90_000);
afterAll(async () => {
  stop.abort();
  await ended;
  delete process.env['GATELIGHT_DATA'];
  await rm(folder, { recursive: true });
});

const serve = (): Promise<number> =>
  runCommandLine(
    ['node', 'gatelight', 'serve', '--port', '0', '--jobs', '1'],
    { out: (line) => said.out.push(line), err: (line) => said.err.push(line) },
    stop.signal,
  );

const answer = async (response: Promise<Response>): Promise<unknown> => (await response).json();

async function checkJson(file: string): Promise<unknown> {
  const form = new FormData();
  form.set('models', 'liveness');
  form.set('api_user', user);
  form.set('api_secret', key);
  form.set('media', new Blob([await readFile(file)]), 'picture.jpg');
  return answer(fetch(`${origin}/1.0/check.json`, { method: 'POST', body: form }));
}

const onCollections = (path: string, body: object): Promise<unknown> =>
  answer(
    fetch(`${origin}/api/v1/collections${path}`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

describe('the API with real models', () => {
  it('accepts a bona fide still and rejects attacks, by contract 3', async () => {
    const [bonaFide = ''] = await stillsIn('samples/bona-fide');
    expect(await checkJson(bonaFide)).toMatchObject({ liveness: { rejection_reason: '' } });
    for (const species of ['print', 'replay']) {
      const [attack = ''] = await stillsIn(`samples/attack/${species}`);
      expect(await checkJson(attack)).toMatchObject({ liveness: { rejection_reason: 'spoof' } });
    }
  });

  it('answers INTERNAL_ERROR for bytes that are no picture, by contract 4', async () => {
    const credentials = Buffer.from(`${user}:${key}`).toString('base64');
    const response = await fetch(`${origin}/api/v1/face/liveness`, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
      body: JSON.stringify({ sessionId: 's', faceImageBase: 'AAAA' }),
    });
    expect(await response.json()).toEqual({
      sessionId: 's',
      hasError: true,
      error: 'INTERNAL_ERROR',
    });
  });

  it('judges a clip as one, by contract 5', async () => {
    const form = new FormData();
    form.set('model', 'face-liveness');
    const clip = await readFile(await assetPath('samples/video/blinks-gaze-smile.mp4'));
    form.set('video', new Blob([clip]), 'clip.mp4');
    const headers = { 'x-api-key': key };
    expect(
      await answer(fetch(`${origin}/v1/inference`, { method: 'POST', headers, body: form })),
    ).toMatchObject({ status: 'completed', result: { is_real: true, attack_type: 0 } });
  });

  it('enrols a person and finds that person in another picture, by contract 1', async () => {
    const created = z
      .object({ data: z.object({ id: z.string() }) })
      .parse(await onCollections('', { name: 'staff' }));
    const [first = '', ...others] = await stillsIn('samples/bona-fide');
    const image = (await readFile(first)).toString('base64');
    const path = `/${created.data.id}`;
    expect(await onCollections(`${path}/faces`, { image, external_id: 'one' })).toMatchObject({
      success: true,
      data: { external_id: 'one', liveness_score: expect.any(Number) },
    });
    expect(await onCollections(`${path}/search`, { image })).toMatchObject({
      data: { same: 'yes', matches: [{ external_id: 'one' }] },
    });
    expect(others.length).toBeGreaterThan(0);
  });

  it('asks a still picture for a motion in vain, by contract 2', { timeout: 60_000 }, async () => {
    const still = await assetPath('samples/bona-fide/webcam-desk-2.jpg');
    const told = await streamStill(await readFile(still));
    expect(told.filter(({ type }) => type === 'final_result')).toEqual([
      expect.objectContaining({ label: 'FAKE', passed: [] }),
    ]);
    expect(told.at(-1)?.type).toBe('final_result');
    expect(told).toContainEqual({ type: 'phase', value: 'passive' });
  });

  it('ends a session with its result, and says why, when a frame is too large', async () => {
    const [large = ''] = await stillsIn('samples/bona-fide');
    const told = await streamStill(await readFile(large));
    expect(told.map(({ type }) => type)).toEqual(['final_result', 'error']);
    expect(told.at(-1)).toMatchObject({ code: 'TOO_LARGE' });
  });

  it(
    'gives the one worker to the next client when the last is gone in the middle',
    { timeout: 60_000 },
    async () => {
      const still = await readFile(await assetPath('samples/bona-fide/webcam-desk-2.jpg'));
      for (let i = 0; i < 3; i += 1) {
        await vi.waitFor(async () => expect(await firstWord(still)).toMatch(/hint|frame_result/u), {
          timeout: 15_000,
          interval: 100,
        });
      }
    },
  );

  it('keeps all of it in the log, and the key nowhere', async () => {
    const lines: string[] = [];
    const io = { out: (line: string) => lines.push(line), err: () => undefined };
    const list = ['node', 'gatelight', 'log', 'list', '--events', '--json'];
    expect(await runCommandLine(list, io, AbortSignal.timeout(10_000))).toBe(0);
    const text = lines.join('\n');
    for (const kind of ['api-checked', 'face-enrolled', '"host":"api"']) {
      expect(text).toContain(kind);
    }
    expect(text).not.toContain(key);
    expect(await readFile(join(folder, 'api-keys.json'), 'utf8')).not.toContain(key);
  });

  it('says so when its port is taken, and ends with 2', async () => {
    const { port } = new URL(origin);
    const err: string[] = [];
    const args = ['node', 'gatelight', 'serve', '--port', port, '--jobs', '1'];
    const io = { out: () => undefined, err: (line: string) => err.push(line) };
    expect(await runCommandLine(args, io, AbortSignal.timeout(60_000))).toBe(2);
    expect(err.join('\n')).toContain(`port ${port} is taken`);
  });
});

it('refuses a damaged file of keys with one line, and ends with 2', async () => {
  await writeFile(join(folder, 'api-keys.json'), '{"keys": 3}');
  const err: string[] = [];
  const args = ['node', 'gatelight', 'serve', '--port', '0'];
  const io = { out: () => undefined, err: (line: string) => err.push(line) };
  expect(await runCommandLine(args, io, AbortSignal.timeout(20_000))).toBe(2);
  expect(err).toEqual([expect.stringContaining('api-keys.json: damaged')]);
});

/** What a session answers to its first frame, whose client then hangs up. */
async function firstWord(picture: Uint8Array): Promise<string> {
  const socket = openSession();
  socket.on('open', () => socket.send(picture));
  const [first]: Buffer[] = await once(socket, 'message');
  socket.terminate();
  return first?.toString('utf8') ?? '';
}

const openSession = (): WebSocket =>
  new WebSocket(`${origin.replace('http', 'ws')}/api/v1/liveness/session`, {
    headers: { 'x-api-key': key },
  });

/** The same picture again and again, each after the answer to the one before. */
function streamStill(picture: Uint8Array): Promise<readonly z.infer<typeof sessionMessage>[]> {
  const { promise, resolve, reject } =
    Promise.withResolvers<readonly z.infer<typeof sessionMessage>[]>();
  const told: z.infer<typeof sessionMessage>[] = [];
  const socket = openSession();
  const ANSWERS = new Set(['hint', 'frame_result']);
  const send = (): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(picture);
  };
  socket.on('message', (data: Buffer) => {
    const one = sessionMessage.safeParse(JSON.parse(data.toString('utf8')));
    if (!one.success) return reject(one.error);
    told.push(one.data);
    if (ANSWERS.has(one.data.type)) setTimeout(send, 50);
  });
  socket.on('open', send);
  socket.on('error', reject);
  socket.on('close', () => resolve(told));
  return promise;
}
