// Addresses that a request names (SSRF): over real sockets, from the API to a server that must not be reached, or that misbehaves.
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../../e2e/support/api-server.ts';
import { createFetchMedia } from './fetch-media.ts';
import { createMediaSource } from './media-source.ts';
import { addressOf, pinnedTo, type Address } from './public-address.ts';

const LIMIT = 100_000;

let heard: IncomingMessage[] = [];
let respond: (response: ServerResponse) => void = (response) => response.end();
const target = createServer((request, response) => {
  heard.push(request);
  respond(response);
});
let port = 0;
/** What every name leads to. */
let resolved = '127.0.0.1';
let lookups = 0;
let api: TestServer;

beforeAll(async () => {
  await once(target.listen(0, '127.0.0.1'), 'listening');
  const address = target.address();
  port = address !== null && typeof address === 'object' ? address.port : 0;
  api = await startTestServer({
    media: createMediaSource(
      createFetchMedia({
        allowedHosts: ['media.example', 'secure.example:443', `127.0.0.1:${port}`, `[::1]:${port}`],
        maxBytes: LIMIT,
        timeoutMs: 500,
        resolve: () => {
          lookups += 1;
          return Promise.resolve({ address: resolved, family: resolved.includes(':') ? 6 : 4 });
        },
      }),
    ),
  });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  target.closeAllConnections();
  target.close();
});
beforeEach(() => {
  heard = [];
  lookups = 0;
});

const failure = z.object({ error: z.object({ message: z.string() }) });

/** By contract 3, whose failures say why. */
async function ask(url: string): Promise<{ status: number; message: string; asked: number }> {
  const before = api.asked.length;
  const form = new URLSearchParams({ models: 'liveness', url });
  form.set('api_user', api.user);
  form.set('api_secret', api.key);
  const response = await fetch(`${api.origin}/1.0/check.json`, { method: 'POST', body: form });
  const { data } = failure.safeParse(await response.json());
  const asked = api.asked.length - before;
  return { status: response.status, message: data?.error.message ?? '', asked };
}

const REFUSED = {
  status: 400,
  asked: 0,
  message: expect.stringMatching(/^url: this host is not/u),
};
const UNREACHABLE = { status: 400, asked: 0, message: 'url: could not be fetched' };

describe('an address that is not on the list is not connected to', () => {
  it.each([
    'http://localhost:PORT/',
    'http://127.0.0.1/',
    'http://127.0.0.2:PORT/',
    'http://2130706434:PORT/',
    'http://0x7f000002:PORT/',
    'http://0177.0.0.2:PORT/',
    'http://0.0.0.0:PORT/',
    'http://0:PORT/',
    'http://[::]:PORT/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
    'http://[64:ff9b::7f00:1]:PORT/',
    'http://[fc00::1]:PORT/',
    'http://[fe80::1]:PORT/',
    'http://169.254.169.254/latest/meta-data',
    'http://media.example:PORT/',
    'https://media.example:80/',
    'http://secure.example/',
    'http://media.example./',
    'http://media.example.evil.example/',
    'http://evil.example/media.example',
    'http://evil.example#media.example',
    'http://evil.example\\@media.example/',
    'http://media.example@127.0.0.1:PORT/',
    'http://user:word@127.0.0.1:PORT/',
    'http://user@media.example/',
    'ftp://media.example/',
    'file:///etc/passwd',
    'file://media.example/etc/passwd',
    'gopher://127.0.0.1:PORT/',
    'ws://127.0.0.1:PORT/',
    'blob:http://127.0.0.1:PORT/x',
    'javascript:alert(1)',
  ])('%s', async (written) => {
    expect(await ask(written.replace('PORT', String(port)))).toEqual(REFUSED);
    expect([heard.length, lookups]).toEqual([0, 0]);
  });
});

describe('a name of the list that leads to this machine or its network is not connected to', () => {
  afterEach(() => {
    resolved = '127.0.0.1';
  });
  it.each([
    ['127.0.0.1'],
    ['127.255.255.254'],
    ['0.0.0.0'],
    ['10.0.0.1'],
    ['100.64.0.1'],
    ['169.254.169.254'],
    ['172.16.0.1'],
    ['192.168.0.1'],
    ['198.18.0.1'],
    ['224.0.0.1'],
    ['255.255.255.255'],
    ['::'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['::ffff:10.0.0.1'],
    ['::7f00:1'],
    ['::ffff:0:7f00:1'],
    ['64:ff9b::7f00:1'],
    ['64:ff9b:1::7f00:1'],
    ['2002:7f00:1::'],
    ['2001:0:1::'],
    ['fc00::1'],
    ['fd00::1'],
    ['fe80::1'],
    ['fec0::1'],
    ['ff02::1'],
    ['100::1'],
  ])('%s', async (address) => {
    resolved = address;
    expect(await ask('http://media.example/')).toEqual(UNREACHABLE);
    expect([heard.length, lookups]).toEqual([0, 1]);
  });

  it('by the system’s own resolver too', async () => {
    await expect(addressOf('localhost')).rejects.toThrow('private');
  });
});

it('connects to the address that was judged, whatever the name leads to next', async () => {
  const answers: Address[] = [
    { address: '1.1.1.1', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ];
  const judged = await addressOf('media.example', () =>
    Promise.resolve(answers.shift() ?? { address: '', family: 4 }),
  );
  expect(judged.address).toBe('1.1.1.1');
  expect(answers).toHaveLength(1);
  // The name exists nowhere: it is reached because nobody asks for it again.
  const lookup = pinnedTo({ address: '127.0.0.1', family: 4 });
  const sent = get(`http://media.example:${port}/pinned`, { lookup, agent: false });
  const [response]: IncomingMessage[] = await once(sent, 'response');
  response?.resume();
  expect(heard.map(({ url }) => url)).toEqual(['/pinned']);
});

describe('a server of the list', () => {
  const url = (): string => `http://127.0.0.1:${port}/me.jpg`;

  it('is asked once, and hears nothing of the caller', async () => {
    respond = (response) => response.end('a picture');
    expect(await ask(url())).toEqual({ status: 200, asked: 1, message: '' });
    expect(api.asked.at(-1)?.media).toEqual({ kind: 'still', bytes: Buffer.from('a picture') });
    expect(heard.map(({ headers }) => Object.keys(headers).toSorted())).toEqual([
      ['connection', 'host'],
    ]);
  });

  it.each([201, 204, 206, 300, 301, 302, 303, 307, 308, 404, 500])(
    'that answers with %i is not followed anywhere',
    async (status) => {
      respond = (response) =>
        response.writeHead(status, { location: `http://127.0.0.1:${port}/private` }).end();
      expect(await ask(url())).toEqual(UNREACHABLE);
      expect(heard).toHaveLength(1);
    },
  );

  it('that sends more than may be is cut off', async () => {
    let isOver = false;
    respond = (response) => {
      const pour = (): void => {
        if (!isOver) response.write(Buffer.alloc(50_000), pour);
      };
      response.once('close', () => {
        isOver = true;
      });
      pour();
    };
    expect(await ask(url())).toMatchObject({ status: 413, asked: 0 });
    await vi.waitFor(() => expect(isOver).toBe(true), 5000);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['never answers', () => undefined],
    ['drips', (response) => void setInterval(() => response.write('x'), 20).unref()],
    [
      'stops in the middle',
      (response) => response.writeHead(200, { 'content-length': 9 }).flushHeaders(),
    ],
    ['hangs up', (response) => response.destroy()],
    [
      'hangs up in the middle',
      (response) =>
        response.writeHead(200, { 'content-length': 9 }).write('x', () => response.destroy()),
    ],
    ['speaks no HTTP', (response) => response.socket?.end('SSH-2.0\r\n')],
  ])('that %s is given up', async (_, behave) => {
    respond = behave;
    expect(await ask(url())).toEqual(UNREACHABLE);
  });

  it('that compresses is not unpacked: what comes may be a bomb', async () => {
    const packed = gzipSync(Buffer.alloc(10 * LIMIT));
    respond = (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    expect(await ask(url())).toMatchObject({ status: 200, asked: 1 });
    expect(api.asked.at(-1)?.media).toEqual({ kind: 'still', bytes: packed });
  });
});
