import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocketServer, type WebSocket as HostSocket } from 'ws';
import type { OpenedCamera } from '#core/camera/index.ts';
import { ms } from '#core/frame/index.ts';
import { parseSocketFrame, PROTOCOL_VERSION } from '#core/protocol/index.ts';
import type { Bridge, HostNews } from './bridge.ts';
import { connectSocket } from './socket-bridge.ts';

const idle = { version: PROTOCOL_VERSION, demo: false, phase: 'idle' } as const;
const picture = { width: 16, height: 16, data: new Uint8Array(16 * 16 * 4).fill(7) };
const frame = { ...picture, takenAtMs: 4_294_967_295 };
const camera = cameraNamed('Webcam');

let server: WebSocketServer;
let bridge: Bridge;
let news: HostNews[];

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  news = [];
});
afterEach(() => {
  vi.useRealTimers();
  bridge[Symbol.dispose]();
  for (const client of server.clients) client.terminate();
  server.close();
});

function cameraNamed(label: string): OpenedCamera {
  return {
    label,
    deviceId: 'd',
    groupId: 'g',
    width: 640,
    height: 480,
    frameRate: 30,
    facingMode: null,
  };
}

/** Connects the bridge and resolves with the host's end, and with what comes in there. */
async function connect(): Promise<{ host: HostSocket; received: Buffer[] }> {
  const { port } = server.address() as AddressInfo;
  const connected = once(server, 'connection');
  bridge = connectSocket(new URL(`ws://127.0.0.1:${port}/kiosk`), (one) => news.push(one));
  return accepted(await connected);
}

function accepted([host]: unknown[]): { host: HostSocket; received: Buffer[] } {
  const received: Buffer[] = [];
  (host as HostSocket).on('message', (data: Buffer) => received.push(data));
  return { host: host as HostSocket, received };
}

const push = (host: HostSocket, message: object): void => host.send(JSON.stringify(message));
const opened = (host: HostSocket): Promise<void> => {
  push(host, { type: 'view', view: idle });
  return vi.waitFor(() => expect(news).toContainEqual({ type: 'view', view: idle }), 30_000);
};

test('a frame arrives whole, and its offer resolves with the credit and not before', async () => {
  const { host, received } = await connect();
  await opened(host);
  const settled = vi.fn<() => void>();
  const offer = bridge.offer(frame).then(settled);
  await vi.waitFor(() => expect(received).toHaveLength(1), 30_000);
  expect(parseSocketFrame(received[0] ?? Buffer.alloc(0), ms(5))).toEqual({
    frame: { ...picture, data: Buffer.from(picture.data), capturedAt: 5 },
    takenAtMs: frame.takenAtMs,
  });
  expect(settled).not.toHaveBeenCalled();
  push(host, { type: 'credit' });
  await offer;
});

test('a second frame is refused while one is in flight', async () => {
  const { host } = await connect();
  await opened(host);
  const first = bridge.offer(frame);
  await expect(bridge.offer(frame)).rejects.toThrow('in flight');
  push(host, { type: 'credit' });
  await first;
});

test('an error of the host loses the frame and not the connection', async () => {
  const { host, received } = await connect();
  await opened(host);
  const offer = bridge.offer(frame);
  push(host, { type: 'error', code: 'frame-in-flight', message: 'wait' });
  await expect(offer).rejects.toThrow('frame-in-flight: wait');
  bridge.start();
  await vi.waitFor(
    () => expect(received.map(String)).toContain('{"request":"session:start"}'),
    30_000,
  );
});

test('a lost connection is said, loses the frame in flight, and is made again', async () => {
  const { host } = await connect();
  await opened(host);
  const offer = bridge.offer(frame);
  const again = once(server, 'connection');
  host.terminate();
  await expect(offer).rejects.toThrow('lost');
  expect(news.at(-1)).toEqual({ type: 'down' });
  const second = accepted(await again);
  await opened(second.host);
});

test('a host that accepts and says nothing is asked again, and one that speaks is kept', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await connect();
  const again = once(server, 'connection');
  vi.advanceTimersByTime(10_000);
  expect(news).toEqual([{ type: 'down' }]);
  vi.advanceTimersByTime(500);
  await opened(accepted(await again).host);
  vi.advanceTimersByTime(60_000);
  expect(news.at(-1)).toEqual({ type: 'view', view: idle });
});

test('a host that comes back is told again which camera there is', async () => {
  const { host, received } = await connect();
  await opened(host);
  bridge.cameraOpened(camera);
  const said = JSON.stringify({ request: 'camera:opened', camera });
  await vi.waitFor(() => expect(received.map(String)).toEqual([said]), 30_000);
  const again = once(server, 'connection');
  host.terminate();
  const second = accepted(await again);
  await vi.waitFor(() => expect(second.received).toHaveLength(1), 30_000);
  expect(String(second.received[0])).toBe(said);
});

test('a camera that opens before the host answers is said as soon as it does', async () => {
  const { port } = server.address() as AddressInfo;
  const connected = once(server, 'connection');
  bridge = connectSocket(new URL(`ws://127.0.0.1:${port}/kiosk`), (one) => news.push(one));
  bridge.cameraOpened(camera);
  const { received } = accepted(await connected);
  await vi.waitFor(() => expect(received).toHaveLength(1), 30_000);
});

test.each(['not JSON', '[]', '{"type":"verdict"}'])(
  'a message that no host sends, %s, is unreadable',
  async (text) => {
    const { host } = await connect();
    host.send(text);
    await vi.waitFor(() => expect(news).toEqual([{ type: 'unreadable' }]), 30_000);
  },
);

test('a disposed bridge connects no more', async () => {
  const { host } = await connect();
  await opened(host);
  bridge[Symbol.dispose]();
  await once(host, 'close');
  expect(news).not.toContainEqual({ type: 'down' });
});
