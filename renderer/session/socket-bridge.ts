// The bridge of the appliance: a WebSocket to the host that served the page. Renderer.
// The cookie that let the page in lets the socket in too, so that no token stands in an address.

import type { OpenedCamera } from '#core/camera/index.ts';
import {
  socketFrameHeader,
  socketPush,
  type OfferedFrame,
  type OperatorAsk,
  type OperatorPush,
  type SocketPush,
  type SocketRequest,
} from '#core/protocol/index.ts';
import { reconnectDelay } from './back-off.ts';
import {
  readPush,
  readReply,
  readView,
  unavailable,
  type Answered,
  type Bridge,
  type HostListener,
} from './bridge.ts';

/** The frame in flight: settled by the host's credit, or lost with the connection. */
interface InFlight {
  readonly credit: () => void;
  readonly lost: (cause: Error) => void;
}

/** Settled by the host's reply; undefined when the connection is lost. */
type Reply = (reply: unknown) => void;

/** A connection on which nothing was said for so long after it was asked for is given up and made anew. */
const SILENT_MS = 10_000;

export function connectSocket(url: URL, listener: HostListener): Bridge {
  let socket: WebSocket | null = null;
  let inFlight: InFlight | null = null;
  const pack = framePacker();
  const asked = new Map<number, Reply>();
  const listeners = new Set<(push: OperatorPush) => void>();
  let lastAsk = 0;
  let camera: OpenedCamera | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDisposed = false;

  function connect(): void {
    const opening = new WebSocket(url);
    const over = new AbortController();
    const { signal } = over;
    const lost = (): void => {
      over.abort();
      clearTimeout(silence);
      // A host that hangs does not answer a farewell either: nobody waits for it.
      opening.close();
      socket = null;
      settle((frame) => frame.lost(new Error('the connection to the host was lost')));
      for (const reply of asked.values()) reply(undefined);
      asked.clear();
      if (isDisposed) return;
      listener({ type: 'down' });
      timer = setTimeout(connect, reconnectDelay(failures));
      failures += 1;
    };
    const silence = setTimeout(lost, SILENT_MS);
    const hear = ({ data }: MessageEvent<unknown>): void => {
      clearTimeout(silence);
      receive(data);
    };
    opening.addEventListener('open', sayCamera, { signal });
    opening.addEventListener('message', hear, { signal });
    opening.addEventListener('close', lost, { signal });
    socket = opening;
  }

  function receive(text: unknown): void {
    const push = parsePush(text);
    switch (push?.type) {
      case undefined:
        return listener({ type: 'unreadable' });
      case 'view':
        failures = 0;
        return listener(readView(push.view));
      case 'credit':
        return settle((frame) => frame.credit());
      case 'operator:reply':
        asked.get(push.id)?.(push.reply);
        asked.delete(push.id);
        return;
      case 'operator:live': {
        const live = readPush(push.live);
        if (live !== null) for (const hear of listeners) hear(live);
        return;
      }
      case 'error':
        return settle((frame) => frame.lost(new Error(`${push.code}: ${push.message}`)));
    }
  }

  function settle(how: (frame: InFlight) => void): void {
    const frame = inFlight;
    inFlight = null;
    if (frame !== null) how(frame);
  }

  function request(what: SocketRequest): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(what));
  }

  function sayCamera(): void {
    if (camera !== null) request({ request: 'camera:opened', camera });
  }

  function offer(frame: OfferedFrame): Promise<void> {
    const open = socket;
    if (open?.readyState !== WebSocket.OPEN) return Promise.reject(new Error('not connected'));
    if (inFlight !== null) return Promise.reject(new Error('a frame is in flight'));
    open.send(pack(frame));
    return new Promise((resolve, reject) => {
      inFlight = { credit: resolve, lost: reject };
    });
  }

  async function ask<A extends OperatorAsk>(what: A): Promise<Answered<A>> {
    if (socket?.readyState !== WebSocket.OPEN) return unavailable('not connected');
    lastAsk += 1;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    asked.set(lastAsk, resolve);
    request({ request: 'operator:ask', id: lastAsk, ask: what });
    const reply = await promise;
    return reply === undefined ? unavailable('the connection was lost') : readReply(what, reply);
  }

  connect();
  return {
    start: () => request({ request: 'session:start' }),
    cancel: () => request({ request: 'session:cancel' }),
    moreTime: () => request({ request: 'session:more-time' }),
    alive: () => request({ request: 'page:alive' }),
    cameraOpened(opened) {
      camera = opened;
      sayCamera();
    },
    offer,
    present: (credential) => request({ request: 'access:present', credential }),
    callStaff: () => request({ request: 'access:call' }),
    operator: {
      ask,
      onLive(hear) {
        listeners.add(hear);
        return () => listeners.delete(hear);
      },
    },
    [Symbol.dispose]() {
      isDisposed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}

/** Null for what no host of ours sends. */
function parsePush(text: unknown): SocketPush | null {
  if (typeof text !== 'string') return null;
  try {
    return socketPush.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Writes each frame over the one before it: the socket has copied that one when it took it. */
function framePacker(): (frame: OfferedFrame) => Uint8Array<ArrayBuffer> {
  let message = new Uint8Array(0);
  return ({ data, ...about }) => {
    const header = socketFrameHeader(about);
    const bytes = header.byteLength + data.byteLength;
    if (message.byteLength !== bytes) message = new Uint8Array(bytes);
    message.set(header);
    message.set(data, header.byteLength);
    return message;
  };
}
