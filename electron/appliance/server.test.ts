import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ms } from '#core/frame/index.ts';
import { socketFrameHeader, type ReceivedFrame, type SessionView } from '#core/protocol/index.ts';
import type { PageKiosk } from '#electron/main/standing-kiosk.ts';
import { createServer, type KioskServer } from './server.ts';

const idle: SessionView = { version: 1, demo: true, phase: 'idle' };
const camera = {
  label: 'Webcam',
  deviceId: 'd',
  groupId: 'g',
  width: 640,
  height: 480,
  frameRate: 30,
  facingMode: null,
};
let folder = '';
let server: KioskServer;
let kiosk: ReturnType<typeof recordingKiosk>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-server-'));
  await mkdir(join(folder, 'page'));
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html>kiosk');
  await writeFile(join(folder, 'settings.json'), 'outside');
  kiosk = recordingKiosk();
  server = await start(null);
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const start = (demoSubject: Uint8Array | null): Promise<KioskServer> =>
  createServer({
    kiosk,
    operator: {
      async ask(asked) {
        kiosk.calls.push(`ask ${JSON.stringify(asked)}`);
        return { answer: {} };
      },
      onPush: () => () => undefined,
      leave: () => undefined,
    },
    boot: () => ({ demo: demoSubject !== null, locale: 'en' }),
    page: join(folder, 'page'),
    demoSubject,
    port: 0,
    clock: () => ms(1234),
    onAlive: () => void kiosk.calls.push('alive'),
  });

/** A kiosk that keeps what it was told; its frames stay in flight until the test lets them go. */
function recordingKiosk() {
  const calls: string[] = [];
  const frames: ReceivedFrame[] = [];
  const waiting: (() => void)[] = [];
  const kiosk: PageKiosk & AsyncDisposable = {
    view: () => idle,
    onView(listener) {
      listener(idle);
      return () => calls.push('forgotten');
    },
    start: () => void calls.push('start'),
    cancel: () => void calls.push('cancel'),
    moreTime: () => void calls.push('more time'),
    present: async ({ kind }) => void calls.push(`present ${kind}`),
    callStaff: async () => void calls.push('call'),
    useCamera: (camera) => void calls.push(`camera ${camera?.label ?? 'gone'}`),
    offer(frame) {
      frames.push(frame);
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
    async [Symbol.asyncDispose]() {},
  };
  return { ...kiosk, calls, frames, judge: () => waiting.shift()?.() };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Speaks HTTP with headers that fetch would not let us forge. */
function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(server.origin);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const post = (token: string, origin: string = server.origin): Promise<Answer> =>
  ask('/login', {
    method: 'POST',
    headers: { origin, 'content-type': 'text/plain' },
    body: token,
  });

async function logIn(): Promise<string> {
  const { headers } = await post(server.issueToken());
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

/** Opens the socket as a page would; resolves with the status of the refusal when it is refused. */
function connect(headers: Record<string, string>): Promise<Page | number> {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/kiosk`, { headers });
  const page = new Page(socket);
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve(page));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}

class Page {
  readonly #socket: WebSocket;
  readonly #inbox: unknown[] = [];
  readonly closed: Promise<number>;
  #arrived: () => void = () => undefined;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      this.#inbox.push(JSON.parse(data.toString('utf8')));
      this.#arrived();
    });
    this.closed = new Promise((resolve) => {
      socket.on('close', resolve);
    });
  }

  send(message: string | Uint8Array): void {
    this.#socket.send(message);
  }

  close(): void {
    this.#socket.close();
  }

  /** The next message, in order. */
  async next(): Promise<unknown> {
    while (this.#inbox.length === 0) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
    return this.#inbox.shift();
  }
}

async function openPage(): Promise<Page> {
  const page = await connect({ origin: server.origin, cookie: await logIn() });
  if (typeof page === 'number') throw new Error(`refused: ${page}`);
  return page;
}

const get = async (path: string): Promise<Answer> =>
  ask(path, { headers: { cookie: await logIn() } });

const frame = (width: number, height: number, bytes = width * height * 4): Uint8Array =>
  Buffer.concat([socketFrameHeader({ width, height, takenAtMs: 99 }), new Uint8Array(bytes)]);

describe('who is let in', () => {
  test('a token is exchanged for a cookie that scripts cannot read and other sites cannot send', async () => {
    const { status, headers } = await post(server.issueToken());
    expect(status).toBe(204);
    expect(String(headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/u);
  });

  test('a token works once', async () => {
    const token = server.issueToken();
    expect((await post(token)).status).toBe(204);
    expect((await post(token)).status).toBe(401);
  });

  test('a wrong token is refused and leaves the right one usable', async () => {
    const token = server.issueToken();
    expect((await post('wrong')).status).toBe(401);
    expect((await post('')).status).toBe(401);
    expect((await post(token)).status).toBe(204);
  });

  test('a fresh login ends the one before it', async () => {
    const first = await logIn();
    const second = await logIn();
    expect((await ask('/', { headers: { cookie: first } })).status).toBe(401);
    expect((await ask('/', { headers: { cookie: second } })).status).toBe(200);
  });

  test.each(['/', '/index.html', '/boot.json', '/demo/subject.jpg', '/anything'])(
    '%s is nobody’s without the cookie',
    async (path) => {
      expect((await ask(path)).status).toBe(401);
      expect((await ask(path, { headers: { cookie: 'gatelight=guess' } })).status).toBe(401);
    },
  );

  test.each(['evil.example', 'localhost', '[::1]', '0.0.0.0'])(
    'a page that reaches us under the name %s is refused, whatever its cookie',
    async (name) => {
      const { port } = new URL(server.origin);
      const headers = { host: `${name}:${port}`, cookie: await logIn() };
      expect((await ask('/', { headers })).status).toBe(421);
      expect((await ask('/login', { headers })).status).toBe(421);
      expect(await connect({ ...headers, origin: server.origin })).toBe(421);
    },
  );

  test('our host with another port is not us', async () => {
    expect((await ask('/login', { headers: { host: '127.0.0.1:1' } })).status).toBe(421);
    expect((await ask('/login', { headers: { host: '127.0.0.1' } })).status).toBe(421);
  });

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost'])(
    'the origin %s gets neither login nor socket nor file',
    async (origin) => {
      const cookie = await logIn();
      expect((await post(server.issueToken(), origin)).status).toBe(403);
      expect((await ask('/boot.json', { headers: { origin, cookie } })).status).toBe(403);
      expect(await connect({ origin, cookie })).toBe(403);
    },
  );

  test('a socket and a login must say where they come from', async () => {
    const cookie = await logIn();
    expect(await connect({ cookie })).toBe(403);
    const silent = { method: 'POST', headers: { 'content-type': 'text/plain' } };
    expect((await ask('/login', { ...silent, body: server.issueToken() })).status).toBe(403);
  });

  test('a socket without the cookie is refused before it is one', async () => {
    expect(await connect({ origin: server.origin })).toBe(401);
    expect(await connect({ origin: server.origin, cookie: 'gatelight=guess' })).toBe(401);
  });
});

describe('what is served', () => {
  test('the page comes with a policy that lets it load from nowhere else', async () => {
    const { status, headers, body } = await get('/');
    expect([status, body]).toEqual([200, '<!doctype html>kiosk']);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*/u);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['permissions-policy']).toContain('camera=(self), microphone=()');
  });

  test('refusals carry the policy too', async () => {
    expect((await ask('/')).headers['content-security-policy']).toContain("default-src 'none'");
    expect((await get('/none')).headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('the page is told what it is', async () => {
    expect(JSON.parse((await get('/boot.json')).body)).toEqual({ demo: false, locale: 'en' });
  });

  test.each([
    '/../settings.json',
    '/..%2fsettings.json',
    '/%2e%2e/settings.json',
    '/..%5csettings.json',
    '//settings.json',
    '/index.html%00.txt',
  ])('%s leads to nothing outside the page’s folder', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).not.toContain('outside');
  });

  test('the demo camera’s still is there in a demo only', async () => {
    expect((await get('/demo/subject.jpg')).status).toBe(404);
    await server[Symbol.asyncDispose]();
    server = await start(Buffer.from('jpeg'));
    const { status, headers, body } = await get('/demo/subject.jpg');
    expect([status, headers['content-type'], body]).toEqual([200, 'image/jpeg', 'jpeg']);
  });
});

describe('the page’s socket', () => {
  test('shows the present view at once', async () => {
    const page = await openPage();
    expect(await page.next()).toEqual({ type: 'view', view: idle });
  });

  test('a frame gets its credit when it was judged, not before', async () => {
    const page = await openPage();
    await page.next();
    page.send(frame(32, 16));
    await expect.poll(() => kiosk.frames.length).toBe(1);
    expect(kiosk.frames[0]).toMatchObject({ frame: { width: 32, height: 16 }, takenAtMs: 99 });
    kiosk.judge();
    expect(await page.next()).toEqual({ type: 'credit' });
  });

  test('a frame is stamped with the host’s time: the page’s is not believed', async () => {
    const page = await openPage();
    page.send(frame(32, 16));
    await expect.poll(() => kiosk.frames[0]?.frame.capturedAt).toBe(1234);
  });

  test('a frame that comes while one is in flight is refused, without a credit of its own', async () => {
    const page = await openPage();
    await page.next();
    page.send(frame(32, 16));
    page.send(frame(64, 32));
    expect(await page.next()).toMatchObject({ type: 'error', code: 'frame-in-flight' });
    kiosk.judge();
    expect(await page.next()).toEqual({ type: 'credit' });
    expect(kiosk.frames).toHaveLength(1);
    page.send(frame(64, 32));
    await expect.poll(() => kiosk.frames.length).toBe(2);
  });

  test('requests reach the kiosk', async () => {
    const page = await openPage();
    page.send('{"request":"session:start"}');
    page.send('{"request":"session:more-time"}');
    page.send('{"request":"session:cancel"}');
    page.send('{"request":"page:alive"}');
    page.send(JSON.stringify({ request: 'camera:opened', camera }));
    await expect
      .poll(() => kiosk.calls)
      .toEqual(['start', 'more time', 'cancel', 'alive', 'camera Webcam']);
  });

  test.each([
    ['{"request":"door:open"}', 1008],
    ['{"type":"view","view":{"phase":"concluded","result":"granted"}}', 1008],
    ['{"request":"session:start"', 1008],
    ['{"request":"camera:opened"}', 1008],
    [
      JSON.stringify({ request: 'camera:opened', camera: { ...camera, label: 'x'.repeat(201) } }),
      1008,
    ],
    ['', 1008],
    [frame(32, 16, 100), 1008],
    [frame(2000, 16, 100), 1009],
    [new Uint8Array(3), 1008],
  ])('a page that says %s is expelled with %i, and its session ends', async (message, code) => {
    const page = await openPage();
    await page.next();
    page.send(message);
    expect(await page.next()).toMatchObject({ type: 'error', code: 'bad-message' });
    expect(await page.closed).toBe(code);
    await expect.poll(() => kiosk.calls).toEqual(['forgotten', 'cancel', 'camera gone']);
    expect(kiosk.frames).toEqual([]);
  });

  test('a message larger than any frame is not read to its end', async () => {
    const page = await openPage();
    page.send(new Uint8Array(1920 * 1920 * 4 + 9));
    expect(await page.closed).toBe(1009);
    expect(kiosk.frames).toEqual([]);
  });

  test('a second page waits outside until the first is gone', async () => {
    const first = await openPage();
    const cookie = await logIn();
    const second = await connect({ origin: server.origin, cookie });
    if (typeof second === 'number') throw new Error('expected a socket');
    expect(await second.closed).toBe(1013);
    expect(kiosk.calls).toEqual([]);
    first.close();
    await expect.poll(() => kiosk.calls).toEqual(['forgotten', 'cancel', 'camera gone']);
    const third = await connect({ origin: server.origin, cookie });
    if (typeof third === 'number') throw new Error('expected a socket');
    expect(await third.next()).toEqual({ type: 'view', view: idle });
  });
});
