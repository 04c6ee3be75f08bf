// One client's end of a WebSocket: what it sends, and how each thing that it sent was taken. Node.

import type { WebSocket } from 'ws';
import { socketFrameHeader } from '#core/protocol/index.ts';
import { until, type Reaction, type SentFrame, type Visit } from './session-host.ts';

export interface Line {
  readonly send: (message: string | Uint8Array) => void;
  /** How the next thing was taken. */
  readonly reaction: () => Promise<Reaction>;
  /** Goes without a word; resolves when the other side is told. */
  readonly drop: () => Promise<void>;
}

/** `read` says of each message whether it is a reaction to something. */
export async function connectSocket(
  socket: WebSocket,
  read: (text: string) => Extract<Reaction, 'answered' | 'refused'> | null,
): Promise<Line> {
  const reactions: Reaction[] = [];
  let closed: Reaction | null = null;
  const next = (): Promise<Reaction> => until('a reaction', () => reactions.shift() ?? closed);
  socket.on('message', (data) => {
    const reaction = read(Buffer.isBuffer(data) ? data.toString('utf8') : '');
    if (reaction !== null) reactions.push(reaction);
  });
  socket.on('close', (code) => {
    closed = `closed ${code}`;
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return {
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(message);
    },
    async reaction() {
      const first = await next();
      if (first !== 'refused') return first;
      // An error comes before the end of the connection, or before the answer to what was in flight.
      const then = await next();
      return then === 'answered' ? first : then;
    },
    async drop() {
      socket.terminate();
      await until('the end of the connection', () => closed);
    },
  };
}

/** What a visit does by sending, on either socket. */
export const sending = (line: Line) =>
  ({
    offer(frame) {
      line.send(packed(frame));
      return line.reaction();
    },
    offerTwo(first, second) {
      line.send(packed(first));
      line.send(packed(second));
      return line.reaction();
    },
    say(words) {
      line.send(JSON.stringify(words));
      return line.reaction();
    },
  }) satisfies Partial<Visit>;

/** As it goes over the wire. */
function packed(frame: SentFrame): Uint8Array {
  const { width, height, data, takenAtMs } = frame;
  const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.concat([socketFrameHeader({ width, height, takenAtMs }), pixels]);
}
