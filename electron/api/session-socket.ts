// Contract 2, the session over a WebSocket: frames in, one answer each, one final result. It has no door. Main process of the API.

import type { IncomingMessage } from 'node:http';
import fastifyWebsocket, { type WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SessionMessage } from '#core/protocol/index.ts';
import type { ApiKeys } from './keys.ts';
import type { ApiLimits } from './limits.ts';
import type { ApiSession, SessionsPort } from './ports.ts';
import { LARGEST_FRAME, readFrame } from './session-frame.ts';

export interface SessionSocketOptions {
  readonly keys: ApiKeys;
  readonly sessions: SessionsPort;
  readonly onFault: (request: string, cause: unknown) => void;
}

const PATH = '/api/v1/liveness/session';

/** Twice what a frame may have: whoever sends a frame that is too large is told so. What is larger still is hung up on by `ws`. */
const LARGEST_MESSAGE = 2 * LARGEST_FRAME;
/** The only text that is expected is a key. */
const LONGEST_TEXT = 4096;

const CLOSE = { normal: 1000, policy: 1008, tooBig: 1009, busy: 1013 } as const;

/** One of these for every frame; everything else is told beside it. */
const ANSWERS: ReadonlySet<string> = new Set(['frame_result', 'hint', 'final_result']);

const authMessage = z.object({ type: z.literal('auth'), key: z.string() });

/** Before any hook of ours: the plugin's own says which requests want to become a socket. */
export async function openSockets(server: FastifyInstance): Promise<void> {
  await server.register(fastifyWebsocket, { options: { maxPayload: LARGEST_MESSAGE } });
  const ids = new WeakMap<IncomingMessage, string>();
  server.addHook('onRequest', async ({ ws, raw, id }) => {
    if (ws) ids.set(raw, id);
  });
  server.websocketServer.on('headers', (lines: string[], raw: IncomingMessage) => {
    lines.push(`x-request-id: ${ids.get(raw) ?? ''}`);
  });
  // An upgrade that was refused leaves its connection to nobody.
  server.addHook('onResponse', async ({ ws, raw }) => {
    if (ws) raw.socket.destroySoon();
  });
}

export function addSessionSocket(
  server: FastifyInstance,
  options: SessionSocketOptions,
  { strangers: mostStrangers, strangerMs }: ApiLimits,
): void {
  // Counted when it is known whose session it is.
  const countFor = server.createRateLimit();
  let strangers = 0;
  server.get(PATH, { websocket: true, config: { rateLimit: false } }, (socket, request) => {
    strangers += 1;
    const { 'x-api-key': header } = request.headers;
    serveSession(socket, {
      ...options,
      id: request.id,
      shown: typeof header === 'string' ? header : null,
      strangerMs,
      isCrowded: strangers > mostStrangers,
      onFamiliar: () => {
        strangers -= 1;
      },
      async waitOf(keyId) {
        request.apiKey = keyId;
        const counted = await countFor(request);
        return !counted.isAllowed && counted.isExceeded ? counted.ttlInSeconds : null;
      },
    });
  });
}

interface Served extends SessionSocketOptions {
  readonly id: string;
  /** The key of the header; null waits for the first message. */
  readonly shown: string | null;
  readonly strangerMs: number;
  /** Whether too many wait with their keys already. */
  readonly isCrowded: boolean;
  /** Called once: it has shown its key, or is gone. */
  readonly onFamiliar: () => void;
  /** Seconds that this key has to wait before it may begin one more session, or null. */
  readonly waitOf: (keyId: string) => Promise<number | null>;
}

/** From the upgrade until the session is over, or the socket gone. */
function serveSession(socket: WebSocket, served: Served): void {
  const { keys, sessions, onFault, id, shown } = served;
  let session: ApiSession | null = null;
  let keyId: string | null = null;
  let isBusy = false;
  /** The first frame, when it came before the session was there. */
  let early: Uint8Array | null = null;
  /** Nothing is heard any more, and nobody may begin a session for it. */
  let isOver = false;
  /** Whether the frame in flight was answered. */
  let isAnswered = false;
  /** What is said last, in place of a plain end. */
  let farewell: (() => void) | null = null;
  let isStranger = true;

  const send = (message: object): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const greet = (): void => {
    clearTimeout(patience);
    if (isStranger) served.onFamiliar();
    isStranger = false;
  };
  /** Whoever never says goodbye keeps a socket for a while, and no session. */
  const finish = (): void => {
    isOver = true;
    greet();
    const ended = session;
    session = null;
    // Not in the middle of the session's own last word.
    if (ended !== null) setImmediate(() => void release(ended));
  };
  const release = async (ended: ApiSession): Promise<void> => {
    try {
      await ended[Symbol.asyncDispose]();
    } catch (cause) {
      onFault(id, cause);
    }
  };
  const end = (code: number): void => {
    finish();
    socket.close(code);
  };
  /** A session that runs ends with its final result first: there is exactly one, always. */
  const expel = (close: number, code: string, message: string): void => {
    if (farewell !== null || isOver) return;
    farewell = (): void => {
      send({ type: 'error', code, message });
      end(close);
    };
    if (session === null) farewell();
    else session.cancel();
  };
  const patience = setTimeout(
    () => expel(CLOSE.policy, 'UNAUTHORIZED', 'no key was shown in time'),
    served.strangerMs,
  );

  function tell(message: SessionMessage): void {
    isAnswered ||= ANSWERS.has(message.type);
    send(message);
    if (message.type !== 'final_result') return;
    if (farewell === null) end(CLOSE.normal);
    else farewell();
  }

  async function begin(key: string): Promise<void> {
    keyId = keys.idOf(key);
    if (keyId === null) return expel(CLOSE.policy, 'UNAUTHORIZED', 'no key that is known');
    greet();
    try {
      const seconds = await served.waitOf(keyId);
      if (seconds !== null)
        return expel(CLOSE.busy, 'RATE_LIMITED', `too many sessions; wait ${seconds} s`);
      if (isOver) return;
      const opened = await sessions.open({ id, onMessage: tell });
      if (opened === null)
        return expel(CLOSE.busy, 'BUSY', 'every worker has a session; try later');
      // Gone, or sent away, while it was opened: nobody else would end it.
      if (isOver) return await release(opened);
      session = opened;
      if (early !== null) void judge(early, opened);
      early = null;
    } catch (cause) {
      onFault(id, cause);
      expel(CLOSE.busy, 'NOT_READY', 'no session can be run now');
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
      if (isOver) return;
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
    if (isOver || farewell !== null) return;
    if (!isBinary) return hearText(bytes);
    if (keyId === null) return expel(CLOSE.policy, 'UNAUTHORIZED', 'show a key first');
    if (!keys.isKept(keyId)) return expel(CLOSE.policy, 'UNAUTHORIZED', 'this key was revoked');
    if (isBusy || early !== null) {
      return expel(CLOSE.policy, 'FRAME_IN_FLIGHT', 'frame: wait for the answer');
    }
    if (session === null) early = bytes;
    else void judge(bytes, session);
  }
  function hearText(bytes: Buffer): void {
    const text = bytes.length > LONGEST_TEXT ? '' : bytes.toString('utf8');
    const auth = authMessage.safeParse(parseJson(text));
    if (!auth.success || keyId !== null) {
      return expel(CLOSE.policy, 'INVALID_FIELD', 'message: only frames are expected here');
    }
    void begin(auth.data.key);
  }

  socket.on('message', (data, isBinary) => hear(oneBuffer(data), isBinary));
  // Bytes that are no message: their sender's fault, and told by the code that the socket is closed with.
  socket.on('error', () => undefined);
  socket.on('close', finish);
  if (shown !== null) void begin(shown);
  else if (served.isCrowded) expel(CLOSE.busy, 'BUSY', 'too many wait with their keys; try later');
}

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
