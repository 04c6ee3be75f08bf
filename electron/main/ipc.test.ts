import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { OpenedCamera } from '#core/camera/index.ts';
import { ms } from '#core/frame/index.ts';
import { kioskRequests, type ReceivedFrame } from '#core/protocol/index.ts';
import { serveRequests } from './ipc.ts';
import { PAGE_URL } from './page-origin.ts';
import type { PageKiosk } from './standing-kiosk.ts';

interface Sender {
  readonly url: string;
  readonly parent: object | null;
}
const page: Sender = { url: PAGE_URL, parent: null };
const picture = { width: 16, height: 16, data: new Uint8Array(16 * 16 * 4) };
const frame = { ...picture, takenAtMs: 99 };
const camera: OpenedCamera = {
  label: 'Webcam',
  deviceId: 'd',
  groupId: 'g',
  width: 640,
  height: 480,
  frameRate: null,
  facingMode: null,
};

/** Electron's side of IPC, as far as a handler can see it, and a kiosk that keeps what it was told. */
function served() {
  type Handler = Parameters<Parameters<typeof serveRequests>[0]['handle']>[1];
  const handlers = new Map<string, Handler>();
  const calls: string[] = [];
  const frames: ReceivedFrame[] = [];
  const waiting: (() => void)[] = [];
  const kiosk: Omit<PageKiosk, 'view' | 'onView'> = {
    start: () => void calls.push('start'),
    cancel: () => void calls.push('cancel'),
    moreTime: () => void calls.push('more time'),
    present: async ({ kind }) => void calls.push(`present ${kind}`),
    callStaff: async () => void calls.push('call'),
    useCamera: (opened) => void calls.push(`camera ${opened?.label}`),
    offer(offered) {
      frames.push(offered);
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
  };
  serveRequests(
    { handle: (name, handler) => void handlers.set(name, handler) },
    {
      kiosk,
      operator: {
        async ask(ask) {
          calls.push(`ask ${JSON.stringify(ask)}`);
          return { answer: {} };
        },
      },
      clock: () => ms(7),
      onAlive: () => void calls.push('alive'),
    },
  );
  const invoke = async (
    channel: string,
    input: unknown,
    senderFrame: Sender | null = page,
  ): Promise<unknown> => handlers.get(channel)?.({ senderFrame }, input);
  return { handlers, calls, frames, invoke, judge: () => waiting.shift()?.() };
}

const inputs: Readonly<Record<string, unknown>> = {
  'session:start': {},
  'session:cancel': {},
  'session:more-time': {},
  'page:alive': {},
  'access:present': { kind: 'badge', value: '04A1B2C3' },
  'access:call': {},
  'camera:opened': camera,
  'frame:offer': frame,
  'operator:ask': { ask: { ask: 'status' } },
};

test('every request of the map has its handler, and nothing else has one', () => {
  expect([...served().handlers.keys()].toSorted()).toEqual(Object.keys(kioskRequests).toSorted());
});

test('requests of the page reach the kiosk', async () => {
  const { invoke, calls } = served();
  await invoke('session:start', {});
  await invoke('session:more-time', {});
  await invoke('session:cancel', {});
  await invoke('page:alive', {});
  await invoke('camera:opened', camera);
  await invoke('access:present', { kind: 'pin', value: '482913' });
  await invoke('access:call', {});
  const session = ['start', 'more time', 'cancel', 'alive', 'camera Webcam'];
  expect(calls).toEqual([...session, 'present pin', 'call']);
});

test('a frame is stamped with the host’s time and its credit comes when it was judged', async () => {
  const { invoke, frames, judge } = served();
  const credit = invoke('frame:offer', frame);
  await expect.poll(() => frames.length).toBe(1);
  expect(frames[0]).toEqual({ frame: { ...picture, capturedAt: 7 }, takenAtMs: 99 });
  expect(await Promise.race([credit, delay(20, 'in flight')])).toBe('in flight');
  judge();
  expect(await credit).toBeUndefined();
});

test('a frame that comes while one is in flight is refused; the next one after it is not', async () => {
  const { invoke, frames, judge } = served();
  const first = invoke('frame:offer', frame);
  await expect(invoke('frame:offer', frame)).rejects.toThrow('in flight');
  judge();
  await first;
  const second = invoke('frame:offer', frame);
  judge();
  await second;
  expect(frames).toHaveLength(2);
});

const strangers: readonly (readonly [string, Sender | null])[] = [
  ['another site', { url: 'https://evil.example/', parent: null }],
  ['a look-alike host', { url: 'gatelight://kiosk.evil.example/', parent: null }],
  ['a file', { url: 'file:///kiosk/index.html', parent: null }],
  ['a frame inside our page', { url: PAGE_URL, parent: {} }],
  ['a frame that is gone', null],
];

test.each(strangers)('%s is refused every request', async (_who, sender) => {
  const { handlers, invoke, calls, frames } = served();
  for (const channel of handlers.keys()) {
    await expect(invoke(channel, inputs[channel], sender)).rejects.toThrow('not the kiosk’s page');
  }
  expect([calls, frames]).toEqual([[], []]);
});

test.each([
  undefined,
  null,
  'start',
  {},
  { ...frame, width: 17 },
  { ...frame, width: 1.5 },
  { ...frame, data: [...frame.data] },
  { ...frame, data: new Uint8Array(0) },
  picture,
  { ...frame, takenAtMs: -1 },
  { ...frame, takenAtMs: 2 ** 32 },
  { ...frame, width: 4000, height: 4000, data: new Uint8Array(0) },
])('a malformed frame (%j) is refused', async (input) => {
  const { invoke, frames } = served();
  await expect(invoke('frame:offer', input)).rejects.toThrow('refused');
  expect(frames).toEqual([]);
});

test.each([
  {},
  { ...camera, label: undefined },
  { ...camera, label: 'x'.repeat(201) },
  { ...camera, width: 'wide' },
  { ...camera, frameRate: Infinity },
])('a malformed camera (%j) is refused', async (input) => {
  const { invoke, calls } = served();
  await expect(invoke('camera:opened', input)).rejects.toThrow('refused');
  expect(calls).toEqual([]);
});

test.each(['session:start', 'session:cancel'])(
  '%s without an object is refused',
  async (channel) => {
    const { invoke, calls } = served();
    for (const input of [undefined, null, 1, 'x', []]) {
      await expect(invoke(channel, input)).rejects.toThrow('refused');
    }
    expect(calls).toEqual([]);
  },
);
