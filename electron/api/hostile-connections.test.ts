// Clients that keep the server waiting, come in crowds, speak no HTTP or go away in the middle: raw sockets against the real server.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { judged, startTestServer, type TestServer } from '../../e2e/support/api-server.ts';
import type { JudgeAnswer } from './ports.ts';

const LATER = { timeout: 10_000, interval: 20 };

let api: TestServer;
beforeAll(async () => {
  api = await startTestServer();
});
afterAll(() => api[Symbol.asyncDispose]());

interface Raw {
  readonly socket: Socket;
  /** All that was said so far. */
  readonly heard: () => string;
  readonly isClosed: () => boolean;
}

function open({ origin }: TestServer, sent = '', localAddress = '127.0.0.1'): Raw {
  const { port } = new URL(origin);
  const socket = connect({ host: '127.0.0.1', port: Number(port), localAddress });
  let text = '';
  let closed = false;
  socket.on('data', (data: Buffer) => {
    text += data.toString('latin1');
  });
  // Reset or ended: what matters is that it is over.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
  });
  socket.write(sent);
  onTestFinished(() => void socket.destroy());
  return { socket, heard: () => text, isClosed: () => closed };
}

function head(server: TestServer, lines: readonly string[] = [], target = '/v1/inference'): string {
  const { host } = new URL(server.origin);
  const all = [`POST ${target} HTTP/1.1`, `Host: ${host}`, `X-API-Key: ${server.key}`, ...lines];
  return `${all.join('\r\n')}\r\n`;
}

const JSON_OF = (length: number): readonly string[] => [
  'Content-Type: application/json',
  `Content-Length: ${length}`,
];

/** A request that is refused for its fields shows that there is a server. */
async function isServed({ origin, key }: TestServer): Promise<boolean> {
  const headers = { 'x-api-key': key, 'content-type': 'application/json', connection: 'close' };
  const response = await fetch(`${origin}/v1/inference`, { method: 'POST', headers, body: '{}' });
  await response.arrayBuffer();
  return response.status === 400;
}

describe('a client that is slow', () => {
  let hurried: TestServer;
  beforeAll(async () => {
    hurried = await startTestServer({ limits: { headMs: 500, requestMs: 1000, everyMs: 50 } });
  });
  afterAll(() => hurried[Symbol.asyncDispose]());

  const drip = ({ socket }: Raw, text: string): void => {
    const timer = setInterval(() => socket.write(text), 40);
    onTestFinished(() => clearInterval(timer));
  };

  it('and says nothing at all is hung up on', async () => {
    const silent = open(hurried);
    await vi.waitFor(() => expect(silent.isClosed()).toBe(true), LATER);
  });

  it('with its headers is hung up on, while others are answered', async () => {
    const slow = Array.from({ length: 20 }, () => open(hurried, head(hurried)));
    for (const one of slow) drip(one, 'X-More: 1\r\n');
    await vi.waitFor(async () => expect(await isServed(hurried)).toBe(true), LATER);
    await vi.waitFor(() => expect(slow.every((one) => one.isClosed())).toBe(true), LATER);
    expect(slow[0]?.heard()).toMatch(/^HTTP\/1\.1 408 [^]*x-request-id: req_/u);
  });

  it('with its body is hung up on, and nothing of it is judged', async () => {
    const slow = open(hurried, `${head(hurried, JSON_OF(1e6))}\r\n{"model":"`);
    drip(slow, 'x');
    await vi.waitFor(() => expect(slow.isClosed()).toBe(true), LATER);
    expect(hurried.asked).toEqual([]);
  });

  it('with the next request of a connection is hung up on', async () => {
    const slow = open(hurried, `${head(hurried, JSON_OF(2))}\r\n{}`);
    await vi.waitFor(() => expect(slow.heard()).toContain('400'), LATER);
    slow.socket.write(head(hurried));
    drip(slow, 'X-More: 1\r\n');
    await vi.waitFor(() => expect(slow.isClosed()).toBe(true), LATER);
  });
});

describe('a crowd', () => {
  it('from one address is cut off at its limit, and another address is served', async () => {
    await using small = await startTestServer({ limits: { connectionsPerAddress: 3 } });
    const crowd = Array.from({ length: 8 }, () => open(small, head(small)));
    const left = (): number => crowd.filter((one) => !one.isClosed()).length;
    await vi.waitFor(() => expect(left()).toBe(3), LATER);
    const other = open(small, `${head(small, JSON_OF(2))}\r\n{}`, '127.0.0.2');
    await vi.waitFor(() => expect(other.heard()).toContain('HTTP/1.1 400'), LATER);
    for (const { socket } of crowd) socket.destroy();
    await vi.waitFor(async () => expect(await isServed(small)).toBe(true), LATER);
  });

  it('from many addresses is cut off at the limit of all', async () => {
    await using small = await startTestServer({ limits: { connections: 4 } });
    const crowd = Array.from({ length: 10 }, (_, i) =>
      open(small, head(small), `127.0.1.${i + 1}`),
    );
    const left = (): number => crowd.filter((one) => !one.isClosed()).length;
    await vi.waitFor(() => expect(left()).toBe(4), LATER);
    for (const { socket } of crowd) socket.destroy();
    await vi.waitFor(async () => expect(await isServed(small)).toBe(true), LATER);
  });

  it('cannot announce more than all bodies together may be, and gets the room back', async () => {
    await using small = await startTestServer({ limits: { heldBytes: 1000 } });
    const holder = open(small, `${head(small, JSON_OF(900))}\r\n{`);
    await vi.waitFor(async () => {
      const late = open(small, `${head(small, JSON_OF(200))}\r\n`);
      await once(late.socket, 'close');
      expect(late.heard()).toMatch(/^HTTP\/1\.1 429 [^]*retry-after: 1[^]*"BUSY"/u);
    }, LATER);
    holder.socket.destroy();
    await vi.waitFor(() => {
      const next = open(small, `${head(small, JSON_OF(2))}\r\n{}`);
      return vi.waitFor(() => expect(next.heard()).toContain('HTTP/1.1 400'), 500);
    }, LATER);
  });
});

describe('a body', () => {
  it('that is announced as too large is refused before a byte of it is read', async () => {
    const { heard, socket } = open(api, `${head(api, JSON_OF(51 * 2 ** 20))}\r\n`);
    await once(socket, 'close');
    expect(heard()).toMatch(/^HTTP\/1\.1 413 [^]*"TOO_LARGE"/u);
  });

  it('that never says its length is refused when it has become too large', async () => {
    const chunk = Buffer.alloc(2 ** 20, 'x');
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 60) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const headers = { 'x-api-key': api.key, 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body, duplex: 'half' } as const;
    const response = await fetch(`${api.origin}/v1/inference`, request).catch(() => null);
    // A server that hangs up in the middle of it has refused it as well.
    expect([413, undefined]).toContain(response?.status);
    expect(await isServed(api)).toBe(true);
  });

  it.each([
    ['files', 3, (form: FormData, part: string) => form.append('image', new Blob([part]), 'a')],
    ['a text', 1, (form: FormData, part: string) => form.append('image', part)],
  ] as const)('of %s that are too large is refused with 413', async (_, times, add) => {
    const form = new FormData();
    for (let i = 0; i < times; i += 1) add(form, 'x'.repeat(17 * 2 ** 20));
    const headers = { 'x-api-key': api.key };
    const url = `${api.origin}/v1/inference`;
    const response = await fetch(url, { method: 'POST', headers, body: form }).catch(() => null);
    expect([413, undefined]).toContain(response?.status);
    expect(await isServed(api)).toBe(true);
  });

  it('that is compressed is not unpacked', async () => {
    const headers = {
      'x-api-key': api.key,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    };
    const body = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    const response = await fetch(`${api.origin}/v1/inference`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
  });

  it('that breaks off leaves nothing behind', async () => {
    const asked = api.asked.length;
    for (let i = 0; i < 20; i += 1) {
      const { socket } = open(api, `${head(api, JSON_OF(1e6))}\r\n{"model":"face-liveness"`);
      await once(socket, 'connect');
      socket.destroy();
    }
    expect(await isServed(api)).toBe(true);
    expect([api.asked.length, api.faults]).toEqual([asked, []]);
  });
});

it('takes no harm from a client that goes away while it is judged', async () => {
  const { promise, resolve } = Promise.withResolvers<JudgeAnswer>();
  let asked = 0;
  await using waiting = await startTestServer({
    engine: {
      judge: {
        judge() {
          asked += 1;
          return promise;
        },
      },
      log: { appendEvent: () => Promise.resolve({ id: '1' }) },
    },
  });
  const body = JSON.stringify({ model: 'face-liveness', video: 'AAAA' });
  const { socket } = open(waiting, `${head(waiting, JSON_OF(body.length))}\r\n${body}`);
  await vi.waitFor(() => expect(asked).toBe(1), LATER);
  socket.destroy();
  await once(socket, 'close');
  resolve(judged({}));
  expect(await isServed(waiting)).toBe(true);
  expect(waiting.faults).toEqual([]);
});

describe('bytes that are no request', () => {
  const close = 'Connection: close';
  it.each([
    ['noise', () => '\u0000\u0001\u0002\r\n\r\n'],
    ['the greeting of TLS', () => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'],
    ['no version', () => 'GET /\r\n\r\n'],
    ['a header without a name', () => `${head(api, [': x', close])}\r\n`],
    ['a folded header', () => `${head(api, ['X-A: 1\r\n 2', close])}\r\n`],
    ['a header with a null byte', () => `${head(api, ['X-A: \u0000', close])}\r\n`],
    ['two lengths', () => `${head(api, ['Content-Length: 2', 'Content-Length: 3', close])}\r\n{}`],
    ['a negative length', () => `${head(api, ['Content-Length: -1', close])}\r\n`],
    ['a length that is no number', () => `${head(api, ['Content-Length: 0x2', close])}\r\n{}`],
    [
      'a length and chunks',
      () => `${head(api, [...JSON_OF(4), 'Transfer-Encoding: chunked', close])}\r\n0\r\n\r\n`,
    ],
    [
      'chunks of no length',
      () =>
        `${head(api, ['Content-Type: application/json', 'Transfer-Encoding: chunked', close])}\r\nxyz\r\n`,
    ],
    ['two hosts', () => `${head(api, ['Host: attacker.example', close])}\r\n`],
  ])('are refused, with an id: %s', async (_, bytes) => {
    const asked = api.asked.length;
    const { socket, heard } = open(api, bytes());
    await once(socket, 'close');
    expect(heard()).toMatch(/^HTTP\/1\.1 4\d\d [^]*x-request-id: req_[^]*"success":false/u);
    expect(api.asked).toHaveLength(asked);
  });

  it('are refused where the headers are too many', async () => {
    const many = Array.from({ length: 400 }, (_, i) => `X-${i}: ${'x'.repeat(60)}`);
    const { socket, heard } = open(api, `${head(api, many)}\r\n`);
    await once(socket, 'close');
    expect(heard()).toMatch(/^HTTP\/1\.1 431 /u);
  });
});

describe('a path', () => {
  it.each([
    '/../../../etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/api-keys.json',
    '/%252e%252e/api-keys.json',
    '/..\\..\\api-keys.json',
    '/page/index.html',
    '/try-it.js/../../keys.ts',
    '/try-it.js/..%2f..%2fkeys.ts',
    '/./keys.ts',
    '//etc/passwd',
    '/%00',
    '/index.html%00.js',
    '/%zz',
    '/%c0%ae%c0%ae/api-keys.json',
    `/${'a'.repeat(8000)}`,
    '/api/v1/collections/..%2f..%2fapi-keys.json/faces',
    '/api/v1/collections/%2e%2e/faces/%2e%2e',
    '/api/v1/collections/%00/faces',
    `/api/v1/collections/${'a'.repeat(200)}/faces`,
    '/api/v1/collections/x/faces/..%2f..%2fidentity.sqlite',
    "/api/v1/collections/x'%20OR%20'1'='1/faces",
  ])('leads to no file: %s', async (path) => {
    const get = head(api, ['Connection: close'], path).replace('POST', 'GET');
    const { socket, heard } = open(api, `${get}\r\n`);
    await once(socket, 'close');
    expect(heard()).toMatch(/^HTTP\/1\.1 4(00|04|14) [^]*x-request-id: req_[^]*"success":false/u);
    expect(heard()).not.toMatch(/root:|sha256"|import /u);
  });

  it.each(['TRACE', 'PUT', 'PATCH', 'OPTIONS', 'PROPFIND', 'CONNECT'])(
    'is for no other method: %s',
    async (method) => {
      const asked = head(api, ['Connection: close', 'Access-Control-Request-Method: POST']);
      const { socket, heard } = open(api, `${asked.replace('POST', method)}\r\n`);
      await once(socket, 'close');
      expect(heard()).toMatch(/^(HTTP\/1\.1 4\d\d |$)/u);
      expect(heard()).not.toMatch(/access-control-|x-api-key/iu);
    },
  );
});
