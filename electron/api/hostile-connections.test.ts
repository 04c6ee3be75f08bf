// Clients that keep the server waiting, come in crowds, send too much or go away in the middle: raw sockets against the real server.
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { judged, startTestServer, type TestServer } from '../../e2e/support/api-server.ts';
import type { JudgeAnswer } from './ports.ts';
import { head, JSON_OF, open, type Raw } from '../../e2e/support/raw-client.ts';

const LATER = { timeout: 10_000, interval: 20 };

let api: TestServer;
beforeAll(async () => {
  api = await startTestServer();
});
afterAll(() => api[Symbol.asyncDispose]());

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
    await vi.waitFor(() => {
      const late = open(small, `${head(small, JSON_OF(200))}\r\n`);
      const busy = /^HTTP\/1\.1 429 [^]*retry-after: 1[^]*"BUSY"/u;
      return vi.waitFor(() => expect(late.heard()).toMatch(busy), 500);
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
        waitSeconds: () => null,
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

it('turns away what would only wait, before it has read it', async () => {
  await using full = await startTestServer({
    engine: {
      judge: { waitSeconds: () => 7, judge: () => Promise.reject(new Error('asked all the same')) },
      log: { appendEvent: () => Promise.resolve({ id: '1' }) },
    },
  });
  // A million bytes are announced, ten of them come.
  const client = open(full, `${head(full, JSON_OF(1e6))}\r\n{"model":"`);
  await vi.waitFor(() => expect(client.heard()).toMatch(/^HTTP\/1\.1 429 [^]*BUSY/u), LATER);
  expect(client.heard()).toMatch(/retry-after: 7\r/iu);
});
