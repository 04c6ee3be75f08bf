// Requests that nobody honest sends, and those that somebody honest got wrong. Over a real socket.
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, it, describe } from 'vitest';
import { WebSocket } from 'ws';
import { startTestServer, type TestServer } from '../../e2e/support/api-server.ts';

let api: TestServer;
beforeAll(async () => {
  api = await startTestServer();
});
afterAll(() => api[Symbol.asyncDispose]());

const basic = (): string => `Basic ${Buffer.from(`${api.user}:${api.key}`).toString('base64')}`;

async function post(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${api.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

/** `fetch` sets Host and Origin as it thinks right. */
function statusWith(headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const { port } = new URL(api.origin);
  const sent = httpRequest({
    host: '127.0.0.1',
    port,
    path: '/v1/inference',
    method: 'POST',
    headers,
  });
  sent.once('response', (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  sent.once('error', reject);
  sent.end();
  return promise;
}

describe('who may ask', () => {
  it.each([
    ['no key', '/v1/inference', {}],
    ['a wrong key', '/v1/inference', { 'x-api-key': 'gl_00000000_wrong' }],
    ['an empty key', '/v1/inference', { 'x-api-key': '' }],
    ['no credentials', '/api/v1/face/liveness', {}],
    ['credentials that are no Base64', '/api/v1/face/liveness', { authorization: 'Basic §§' }],
    ['no secret', '/1.0/check.json?models=liveness&api_user=x', {}],
  ])('is not who has %s', async (_, path, headers) => {
    const asked = api.asked.length;
    const { status } = await post(path, {}, headers);
    expect(status).toBe(401);
    expect(api.asked).toHaveLength(asked);
  });

  it('is not who has another one’s user', async () => {
    const header = Buffer.from(`00000000:${api.key}`).toString('base64');
    const { status } = await post(
      '/api/v1/face/liveness',
      {},
      { authorization: `Basic ${header}` },
    );
    expect(status).toBe(401);
  });

  it.each([
    ['by a name that was resolved to loopback', { host: 'attacker.example' }, 421],
    ['by another port', { host: '127.0.0.1:1' }, 421],
    ['from a page of another site', { origin: 'http://attacker.example' }, 403],
    ['from a page of another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['from a sandboxed page', { origin: 'null' }, 403],
  ])('is not who comes %s, whatever the key', async (_, headers, status) => {
    const { host } = new URL(api.origin);
    expect(await statusWith({ host, 'x-api-key': api.key, ...headers })).toBe(status);
  });
});

describe('what is wrong with a request', () => {
  it.each([
    ['sessionId', { sessionId: 3, faceImageBase: 'AAAA' }],
    ['sessionId', { faceImageBase: 'AAAA' }],
    ['faceImageBase', { sessionId: 's', faceImageBase: { a: 1 } }],
    ['faceImageBase', { sessionId: 's', faceImageBase: 'not Base64!' }],
    ['faceImageBase', { sessionId: 's', faceImageBase: 'data:image/png,AAAA' }],
    ['faceImageBase', { sessionId: 's', faceImageBase: 'file:///etc/passwd' }],
    ['faceImageBase', { sessionId: 's', faceImageBase: 'http://169.254.169.254/latest' }],
  ])('is said with the name of the field: %s', async (field, body) => {
    const { status, text } = await post('/api/v1/face/liveness', body, { authorization: basic() });
    expect(status).toBe(400);
    expect(text).toContain(field);
  });

  it.each([
    ['model', { model: 'another' }],
    ['image_url', { model: 'face-liveness', image_url: ['data:image/png;base64,AAAA'] }],
    ['image_url', { model: 'face-liveness', image_url: 7 }],
    ['video', { model: 'face-liveness' }],
    ['video_url', { model: 'face-liveness', video_url: 'http://127.0.0.1/x' }],
  ])('is said by contract 5 too: %s', async (field, body) => {
    const { status, text } = await post('/v1/inference', body, { 'x-api-key': api.key });
    expect(status).toBe(400);
    expect(text).toContain(field);
  });

  it('is said for a body that is no JSON', async () => {
    const response = await fetch(`${api.origin}/v1/inference`, {
      method: 'POST',
      headers: { 'x-api-key': api.key, 'content-type': 'application/json' },
      body: '{"model": ',
    });
    expect(response.status).toBe(400);
  });

  it.each([
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=x', '--x\r\nno header\r\n'],
    ['multipart/form-data; boundary=x', ''],
    ['image/jpeg', 'x'],
  ])('is said for a body of the type %s that is none', async (type, body) => {
    const response = await fetch(`${api.origin}/v1/inference`, {
      method: 'POST',
      headers: { 'x-api-key': api.key, 'content-type': type },
      body,
    });
    expect([400, 415]).toContain(response.status);
    expect(await response.json()).toMatchObject({ status: 'failed' });
  });

  it('is said for a body that is larger than any may be, before it is read', async () => {
    const response = await fetch(`${api.origin}/v1/inference`, {
      method: 'POST',
      headers: { 'x-api-key': api.key, 'content-type': 'application/json' },
      body: 'x'.repeat(51 * 1024 * 1024),
    }).catch(() => null);
    // A server that hangs up in the middle of it has refused it as well.
    expect([413, undefined]).toContain(response?.status);
  });

  it('ignores fields that it does not know', async () => {
    const body = {
      sessionId: 's',
      faceImageBase: 'AAAA',
      colour: 'red',
      __proto__: { admin: true },
    };
    const { status } = await post('/api/v1/face/liveness', body, { authorization: basic() });
    expect(status).toBe(200);
  });
});

it('lets one key ask so often a minute and says when to come back', async () => {
  await using limited = await startTestServer({ perMinute: 2 });
  const ask = (): Promise<Response> =>
    fetch(`${limited.origin}/v1/inference`, {
      method: 'POST',
      headers: { 'x-api-key': limited.key, 'content-type': 'application/json' },
      body: '{}',
    });
  await ask();
  await ask();
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ status: 'failed', error: { code: 'RATE_LIMITED' } });
});

describe('a socket', () => {
  const open = (headers: Readonly<Record<string, string>> = {}): WebSocket =>
    new WebSocket(`${api.origin.replace('http', 'ws')}/api/v1/liveness/session`, { headers });
  /** What it was told, and how it ended. */
  function talk(socket: WebSocket, first: string | Uint8Array): Promise<readonly string[]> {
    const { promise, resolve } = Promise.withResolvers<readonly string[]>();
    const told: string[] = [];
    socket.on('open', () => socket.send(first));
    socket.on('message', (data: Buffer) => told.push(data.toString('utf8')));
    socket.on('error', (cause) => told.push(cause.message));
    socket.on('close', (code) => resolve([...told, String(code)]));
    return promise;
  }

  it.each([
    ['a frame before its key', new Uint8Array(64)],
    ['a wrong key', JSON.stringify({ type: 'auth', key: 'gl_x' })],
    ['words that are no message', 'hello'],
    ['a key of the wrong type', JSON.stringify({ type: 'auth', key: 7 })],
  ])('that sends %s is told so and closed with 1008', async (_, first) => {
    const told = await talk(open(), first);
    expect(told[0]).toContain('"type":"error"');
    expect(told.at(-1)).toBe('1008');
  });

  it('is told that no worker is free, and closed with 1013', async () => {
    const told = await talk(open({ 'x-api-key': api.key }), 'x');
    expect(told.at(-1)).toMatch(/^10(13|08)$/u);
  });

  it('from a page of another site is not opened', async () => {
    const told = await talk(open({ origin: 'http://attacker.example' }), 'x');
    expect(told[0]).toContain('403');
  });
});
