// Sessions with clients that flood, lie about what they send, go away or stay on: real sockets; the sessions are slots that are counted.
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startTestServer, type TestServer } from '../../e2e/support/api-server.ts';
import { head, open } from '../../e2e/support/raw-client.ts';
import { dropApiKey } from './key-file.ts';
import type { SessionsPort } from './ports.ts';

const LATER = { timeout: 10_000, interval: 20 };
const PATH = '/api/v1/liveness/session';
const SLOTS = 2;

/** Frames wait for `judged`; a session that is cancelled says its last word. */
const slots = { taken: 0, offered: 0, judged: Promise.resolve(), opened: Promise.resolve() };
const sessions: SessionsPort = {
  async open({ onMessage }) {
    if (slots.taken === SLOTS) return null;
    slots.taken += 1;
    await slots.opened;
    const { judged } = slots;
    return {
      async offer() {
        slots.offered += 1;
        await judged;
        onMessage({ type: 'frame_result', confidence: 0.9, label: 'REAL' });
      },
      cancel: () => onMessage({ type: 'final_result', label: 'FAKE', passed: [] }),
      [Symbol.asyncDispose]() {
        slots.taken -= 1;
        return Promise.resolve();
      },
    };
  },
  decode: () => Promise.resolve({ fault: 'malformed', message: 'frame: damaged' }),
};

let api: TestServer;
beforeAll(async () => {
  api = await startTestServer({ sessions, limits: { strangers: 3, strangerMs: 2000 } });
});
afterAll(() => api[Symbol.asyncDispose]());
afterEach(async () => {
  // Each test leaves all of its slots, or runs into its time.
  await vi.waitUntil(() => slots.taken === 0, LATER);
  Object.assign(slots, { offered: 0, judged: Promise.resolve(), opened: Promise.resolve() });
});

interface Client {
  readonly socket: WebSocket;
  readonly told: readonly string[];
  /** The types of what was told, and at last the code. */
  readonly ended: Promise<readonly (string | number)[]>;
}

function client(server = api, headers: Readonly<Record<string, string>> = keyOf(server)): Client {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${PATH}`, { headers });
  const told: string[] = [];
  const { promise, resolve } = Promise.withResolvers<readonly (string | number)[]>();
  const typeOf = (text: string): string => /"type":"(\w+)"/u.exec(text)?.[1] ?? '';
  socket.on('message', (data: Buffer) => told.push(data.toString('utf8')));
  socket.on('error', () => undefined);
  socket.on('close', (code) => resolve([...told.map(typeOf), code]));
  onTestFinished(() => socket.terminate());
  return { socket, told, ended: promise };
}
const keyOf = ({ key }: TestServer): Readonly<Record<string, string>> => ({ 'x-api-key': key });
const opened = async (one: Client): Promise<Client> => {
  await once(one.socket, 'open');
  return one;
};

const frame = (side = 16): Buffer => {
  const bytes = Buffer.alloc(8 + 4 * side * side);
  bytes.writeUInt16BE(side, 0);
  bytes.writeUInt16BE(side, 2);
  return bytes;
};
const never = (): Promise<void> => Promise.withResolvers<void>().promise;

describe('a session', () => {
  it('that is sent frames faster than they are judged is ended, and its slot is free', async () => {
    slots.judged = never();
    const one = await opened(client());
    for (let i = 0; i < 200; i += 1) one.socket.send(frame());
    expect(await one.ended).toEqual(['final_result', 'error', 1008]);
    expect(one.told.at(-1)).toContain('FRAME_IN_FLIGHT');
    expect(slots.offered).toBeLessThan(2);
  });

  it.each<[string, string | Buffer, (string | number)[], string]>([
    ['text', 'a frame', ['final_result', 'error', 1008], 'INVALID_FIELD'],
    [
      'a frame as Base64',
      frame().toString('base64'),
      ['final_result', 'error', 1008],
      'INVALID_FIELD',
    ],
    [
      'a second key',
      '{"type":"auth","key":"gl_x"}',
      ['final_result', 'error', 1008],
      'INVALID_FIELD',
    ],
    ['nothing', Buffer.alloc(0), ['final_result', 'error', 1008], 'INVALID_MEDIA'],
    ['half a header', Buffer.alloc(5), ['final_result', 'error', 1008], 'INVALID_MEDIA'],
    ['a frame of no size', Buffer.alloc(8), ['final_result', 'error', 1008], 'INVALID_MEDIA'],
    [
      'less than its header says',
      frame().subarray(0, 500),
      ['final_result', 'error', 1008],
      'INVALID_MEDIA',
    ],
    [
      'a damaged picture',
      Buffer.from([0xff, 0xd8, 0xff, 0]),
      ['final_result', 'error', 1008],
      'INVALID_MEDIA',
    ],
    [
      'too many pixels a side',
      frame(2000).subarray(0, 999),
      ['final_result', 'error', 1009],
      'TOO_LARGE',
    ],
    ['a frame that is too large', frame(2000), ['final_result', 'error', 1009], 'TOO_LARGE'],
  ])('that is sent %s ends with its result, and says why', async (_, sent, told, code) => {
    const one = await opened(client());
    await vi.waitFor(() => expect(slots.taken).toBe(1), LATER);
    one.socket.send(sent);
    expect(await one.ended).toEqual(told);
    expect(one.told.at(-1)).toContain(code);
  });

  it('that is sent more than any message may be is hung up on', async () => {
    const one = await opened(client());
    one.socket.send(Buffer.alloc(40 * 2 ** 20));
    expect((await one.ended).at(-1)).toBeOneOf([1006, 1009]);
  });

  it('is one a slot, whoever asks, and the slot comes back when the client is gone', async () => {
    const crowd = await Promise.all(Array.from({ length: SLOTS }, () => opened(client())));
    await vi.waitFor(() => expect(slots.taken).toBe(SLOTS), LATER);
    const late = client();
    expect(await late.ended).toEqual(['error', 1013]);
    expect(late.told[0]).toContain('BUSY');
    crowd[0]?.socket.terminate();
    await vi.waitFor(() => expect(slots.taken).toBe(SLOTS - 1), LATER);
    const next = await opened(client());
    next.socket.send(frame());
    await vi.waitFor(() => expect(next.told[0]).toContain('frame_result'), LATER);
    for (const { socket } of [...crowd, next]) socket.terminate();
  });

  it('leaves its slot when the client is gone while a frame is judged', async () => {
    slots.judged = never();
    const one = await opened(client());
    one.socket.send(frame());
    await vi.waitFor(() => expect(slots.offered).toBe(1), LATER);
    one.socket.terminate();
    await vi.waitFor(() => expect(slots.taken).toBe(0), LATER);
  });

  it.each([
    ['is gone', (one: Client) => one.socket.terminate()],
    ['is sent away', (one: Client) => [1, 2].forEach(() => one.socket.send(frame()))],
  ])('leaves its slot when the client %s while it is opened', async (_, leave) => {
    const opening = Promise.withResolvers<void>();
    slots.opened = opening.promise;
    const one = await opened(client());
    await vi.waitFor(() => expect(slots.taken).toBe(1), LATER);
    leave(one);
    await one.ended;
    opening.resolve();
    await vi.waitFor(() => expect(slots.taken).toBe(0), LATER);
  });

  it('leaves its slot when the client never answers that it is over', async () => {
    const raw = open(api, upgrade());
    await vi.waitFor(() => expect(slots.taken).toBe(1), LATER);
    // Text where a frame belongs; its mask is zero.
    raw.socket.write(Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x78]));
    await vi.waitFor(() => expect(raw.heard()).toContain('INVALID_FIELD'), LATER);
    await vi.waitFor(() => expect(slots.taken).toBe(0), LATER);
    expect(raw.isClosed()).toBe(false);
    expect(raw.heard()).toMatch(/^HTTP\/1\.1 101 [^]*x-request-id: req_/u);
    expect(raw.heard()).not.toMatch(/permessage-deflate/u);
  });

  it.each([
    ['compressed', [0xc2, 0x81, 0, 0, 0, 0, 0x78]],
    ['unmasked', [0x82, 0x01, 0x78]],
    ['of no kind that is known', [0x83, 0x81, 0, 0, 0, 0, 0x78]],
    ['a continuation of nothing', [0x80, 0x81, 0, 0, 0, 0, 0x78]],
    ['text that is not UTF-8', [0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]],
  ])('is over when what it is sent is %s', async (_, bytes) => {
    const raw = open(api, upgrade());
    await vi.waitFor(() => expect(slots.taken).toBe(1), LATER);
    raw.socket.write(Buffer.from(bytes));
    await vi.waitFor(() => expect(slots.taken).toBe(0), LATER);
  });

  it('ends with the frame after its key was revoked', async () => {
    await using server = await startTestServer({ sessions });
    const one = await opened(client(server));
    one.socket.send(frame());
    await vi.waitFor(() => expect(one.told).toHaveLength(1), LATER);
    dropApiKey(server.keyFile, server.user);
    one.socket.send(frame());
    expect(await one.ended).toEqual(['frame_result', 'final_result', 'error', 1008]);
    const refused = client(server);
    expect(await refused.ended).toEqual(['error', 1008]);
  });

  it('counts among the requests of its key, and those of others do not', async () => {
    await using server = await startTestServer({ sessions, perMinute: 2 });
    for (let i = 0; i < 4; i += 1) {
      expect(await client(server, { 'x-api-key': 'gl_x' }).ended).toEqual(['error', 1008]);
    }
    for (let i = 0; i < 2; i += 1) {
      const one = await opened(client(server));
      await vi.waitFor(() => expect(slots.taken).toBe(1), LATER);
      one.socket.terminate();
      await vi.waitFor(() => expect(slots.taken).toBe(0), LATER);
    }
    const limited = client(server);
    expect(await limited.ended).toEqual(['error', 1013]);
    expect(limited.told[0]).toContain('RATE_LIMITED');
  });
});

describe('strangers', () => {
  it('are so many at a time, for so long; who shows a key is served beside them', async () => {
    const crowd = await Promise.all(Array.from({ length: 6 }, () => opened(client(api, {}))));
    const one = await opened(client());
    one.socket.send(frame());
    await vi.waitFor(() => expect(one.told[0]).toContain('frame_result'), LATER);
    const ends = await Promise.all(crowd.map(({ ended }) => ended));
    expect(ends.filter((end) => end.at(-1) === 1013)).toHaveLength(3);
    expect(ends.filter((end) => end.at(-1) === 1008)).toHaveLength(3);
    one.socket.terminate();
  });

  it('are not read to when they talk at length', async () => {
    const one = await opened(client(api, {}));
    one.socket.send(JSON.stringify({ type: 'auth', key: api.key, more: 'x'.repeat(5000) }));
    expect(await one.ended).toEqual(['error', 1008]);
  });
});

it('is no fault of ours, all of it', () => {
  expect(api.faults).toEqual([]);
});

function upgrade(): string {
  const lines = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
  const more = [`Sec-WebSocket-Key: ${Buffer.alloc(16, 7).toString('base64')}`];
  const offer = ['Sec-WebSocket-Extensions: permessage-deflate'];
  return `${head(api, [...lines, ...more, ...offer], PATH).replace('POST', 'GET')}\r\n`;
}
