// Contract 2, the session over a WebSocket: frames in, one answer each, one final result. It has no door. Main process of the API.

import fastifyWebsocket, { type WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ms } from '#core/frame/index.ts';
import {
  frameTooLarge,
  MAX_FRAME_SIDE,
  parseSocketFrame,
  type FrameFault,
  type SessionMessage,
} from '#core/protocol/index.ts';
import type { ApiKeys } from './keys.ts';
import type { ApiSession, Picture, SessionsPort } from './ports.ts';

export interface SessionSocketOptions {
  readonly keys: ApiKeys;
  readonly sessions: SessionsPort;
  readonly onFault: (request: string, cause: unknown) => void;
}

const PATH = '/api/v1/liveness/session';
/** Whoever has not shown a key by then is sent away. */
const AUTH_MS = 5000;
/** An RGBA frame of the largest size, with its header. */
const LARGEST_MESSAGE = MAX_FRAME_SIDE * MAX_FRAME_SIDE * 4 + 8;

const CLOSE = { normal: 1000, policy: 1008, tooBig: 1009, busy: 1013 } as const;

/** One of these for every frame; everything else is told beside it. */
const ANSWERS: ReadonlySet<string> = new Set(['frame_result', 'hint', 'final_result']);

const authMessage = z.object({ type: z.literal('auth'), key: z.string() });

/** Before any hook of ours: the plugin's own says which requests want to become a socket. */
export async function openSockets(server: FastifyInstance): Promise<void> {
  await server.register(fastifyWebsocket, { options: { maxPayload: LARGEST_MESSAGE } });
  // An upgrade that was refused leaves its connection to nobody.
  server.addHook('onResponse', async ({ ws, raw }) => {
    if (ws) raw.socket.destroySoon();
  });
}

export function addSessionSocket(server: FastifyInstance, options: SessionSocketOptions): void {
  server.get(PATH, { websocket: true }, (socket, request) => {
    const header = request.headers['x-api-key'];
    const shown = typeof header === 'string' ? header : null;
    serveSession(socket, { ...options, id: request.id, shown });
  });
}

interface Served extends SessionSocketOptions {
  readonly id: string;
  /** The key of the header; null waits for the first message. */
  readonly shown: string | null;
}

/** From the upgrade until the socket is gone, and with it the session. */
function serveSession(socket: WebSocket, { keys, sessions, onFault, id, shown }: Served): void {
  let session: ApiSession | null = null;
  let isOpening = false;
  let isBusy = false;
  /** The first frame, when it came before the session was there. */
  let early: Uint8Array | null = null;
  let isGone = false;
  /** Whether the frame in flight was answered. */
  let isAnswered = false;
  /** What is said last, in place of a plain end. */
  let farewell: (() => void) | null = null;

  const send = (message: object): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const end = (code: number): void => {
    clearTimeout(patience);
    socket.close(code);
  };
  /** A session that runs ends with its final result first: there is exactly one, always. */
  const expel = (close: number, code: string, message: string): void => {
    if (farewell !== null) return;
    farewell = (): void => {
      send({ type: 'error', code, message });
      end(close);
    };
    if (session === null) farewell();
    else session.cancel();
  };
  const patience = setTimeout(
    () => expel(CLOSE.policy, 'UNAUTHORIZED', 'no key was shown in time'),
    AUTH_MS,
  );

  function tell(message: SessionMessage): void {
    isAnswered ||= ANSWERS.has(message.type);
    send(message);
    if (message.type !== 'final_result') return;
    if (farewell === null) end(CLOSE.normal);
    else farewell();
  }

  async function begin(key: string): Promise<void> {
    if (keys.idOf(key) === null) return expel(CLOSE.policy, 'UNAUTHORIZED', 'no key that is known');
    clearTimeout(patience);
    isOpening = true;
    try {
      const opened = await sessions.open({ id, onMessage: tell });
      if (opened === null)
        return expel(CLOSE.busy, 'BUSY', 'every worker has a session; try later');
      // Gone while it was opened: nobody would end it any more.
      if (isGone) return await opened[Symbol.asyncDispose]();
      session = opened;
      if (early !== null) void judge(early, opened);
      early = null;
    } catch (cause) {
      onFault(id, cause);
      expel(CLOSE.busy, 'NOT_READY', 'no session can be run now');
    } finally {
      isOpening = false;
    }
  }

  async function judge(bytes: Uint8Array, running: ApiSession): Promise<void> {
    isBusy = true;
    isAnswered = false;
    try {
      const read = await readFrame(bytes, sessions);
      if ('fault' in read) {
        return read.fault === 'too-large'
          ? expel(CLOSE.tooBig, 'TOO_LARGE', read.message)
          : expel(CLOSE.policy, 'INVALID_MEDIA', read.message);
      }
      await running.offer(read.picture, read.takenAtMs);
      // Nothing to mend and nothing judged: the face is where it should be.
      if (!isAnswered) send({ type: 'hint', code: 'HOLD_STILL' });
    } catch (cause) {
      onFault(id, cause);
      expel(CLOSE.busy, 'INTERNAL_ERROR', 'something went wrong here');
    } finally {
      isBusy = false;
    }
  }

  function hear(bytes: Buffer, isBinary: boolean): void {
    if (!isBinary) return hearText(bytes.toString('utf8'));
    if (isBusy || early !== null) {
      return expel(CLOSE.policy, 'FRAME_IN_FLIGHT', 'frame: wait for the answer');
    }
    if (session !== null) return void judge(bytes, session);
    if (isOpening) early = bytes;
    else expel(CLOSE.policy, 'UNAUTHORIZED', 'show a key first');
  }
  function hearText(text: string): void {
    const auth = authMessage.safeParse(parseJson(text));
    if (!auth.success || session !== null || isOpening) {
      return expel(CLOSE.policy, 'INVALID_FIELD', 'message: only frames are expected here');
    }
    void begin(auth.data.key);
  }

  socket.on('message', (data, isBinary) => hear(oneBuffer(data), isBinary));
  socket.on('error', (cause) => onFault(id, cause));
  socket.on('close', () => {
    isGone = true;
    clearTimeout(patience);
    void session?.[Symbol.asyncDispose]();
  });
  if (shown !== null) void begin(shown);
}

interface ReadFrame {
  readonly picture: Picture;
  readonly takenAtMs: number | null;
}

/** No picture begins like the header of a raw frame that we would take: its first two bytes would be a width of 20,000 and more. */
async function readFrame(
  bytes: Uint8Array,
  { decode }: SessionsPort,
): Promise<ReadFrame | FrameFault> {
  if (isPicture(bytes)) {
    const picture = await decode(bytes);
    if (typeof picture === 'string') return { fault: 'malformed', message: picture };
    return frameTooLarge(picture) ?? { picture, takenAtMs: null };
  }
  const raw = parseSocketFrame(bytes, ms(0));
  return 'fault' in raw ? raw : { picture: raw.frame, takenAtMs: raw.takenAtMs };
}

const WIDEST_HEADER = 0x5000;
const isPicture = (bytes: Uint8Array): boolean =>
  ((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0) >= WIDEST_HEADER;

/** `ws` hands over one Buffer unless told otherwise; its type allows more. */
function oneBuffer(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
