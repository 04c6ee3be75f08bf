// What clients may take of the server: bytes, connections, time. Main process of the API.

import type { Server, Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiFault } from './api-fault.ts';

export interface ApiLimits {
  /** Of all bodies that are being read or wait for their answer. */
  readonly heldBytes: number;
  readonly connections: number;
  /** Loopback has sixteen million addresses. */
  readonly connectionsPerAddress: number;
  /** Until a request's head is there, and until its body is. */
  readonly headMs: number;
  readonly requestMs: number;
  /** A connection on which nothing moves is given up: longer than the longest queue of clips takes. */
  readonly idleMs: number;
  /** WebSockets that have not shown their key yet, and for how long. */
  readonly strangers: number;
  readonly strangerMs: number;
  /** How often all of these times are looked at. */
  readonly everyMs: number;
}

/** Of one request, and of whatever is fetched for it. */
export const LARGEST_BODY = 50 * 1024 * 1024;

export const API_LIMITS: ApiLimits = {
  heldBytes: 10 * LARGEST_BODY,
  connections: 512,
  connectionsPerAddress: 256,
  headMs: 10_000,
  requestMs: 30_000,
  idleMs: 600_000,
  strangers: 16,
  strangerMs: 5000,
  everyMs: 1000,
};

/** Whoever is over the limit is hung up on, before a byte of it is read. */
export function boundConnections(
  server: Server,
  { connections, connectionsPerAddress }: ApiLimits,
): void {
  const byAddress = new Map<string, number>();
  server.maxConnections = connections;
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const open = (byAddress.get(address) ?? 0) + 1;
    byAddress.set(address, open);
    socket.once('close', () => {
      const left = (byAddress.get(address) ?? 1) - 1;
      if (left === 0) byAddress.delete(address);
      else byAddress.set(address, left);
    });
    if (open > connectionsPerAddress) socket.destroy();
  });
}

/** Bodies are counted before they are read, whoever sends them: contract 3 has its key among the fields. */
export function boundBodies(
  server: FastifyInstance,
  { heldBytes }: ApiLimits,
  waitSeconds: () => number | null,
): void {
  let held = 0;
  server.addHook('preParsing', async (request, reply) => {
    const bytes = bodyBytes(request);
    if (bytes === 0) return;
    // It would be turned away all the same, after the trouble of reading it, which a kiosk in this process would feel.
    const seconds = waitSeconds();
    if (seconds !== null) throw BUSY(seconds);
    if (bytes > LARGEST_BODY || held + bytes > heldBytes) {
      // What was announced is not read any more.
      void reply.header('connection', 'close');
      throw bytes > LARGEST_BODY ? TOO_LARGE() : BUSY(1);
    }
    held += bytes;
    reply.raw.once('close', () => {
      held -= bytes;
    });
  });
}

const TOO_LARGE = (): ApiFault => new ApiFault(413, 'TOO_LARGE', 'body: more than 50 MB');
const BUSY = (retryAfterSeconds: number): ApiFault =>
  new ApiFault(429, 'BUSY', 'too many requests at once; try again', { retryAfterSeconds });

/** Without a length it may become as long as any. */
function bodyBytes({ headers }: FastifyRequest): number {
  const length = headers['content-length'];
  if (length !== undefined) return Number(length);
  return headers['transfer-encoding'] === undefined ? 0 : LARGEST_BODY;
}
