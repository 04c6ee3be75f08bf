// A client that says exactly what it is told to, byte by byte. Test support.

import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { TestServer } from './api-server.ts';

export interface Raw {
  readonly socket: Socket;
  /** All that was said so far. */
  readonly heard: () => string;
  readonly isClosed: () => boolean;
}

export function open({ origin }: TestServer, sent = '', localAddress = '127.0.0.1'): Raw {
  const { port } = new URL(origin);
  const socket = connect({ host: '127.0.0.1', port: Number(port), localAddress });
  let text = '';
  let closed = false;
  socket.on('data', (data: Buffer) => {
    text += data.toString('latin1');
  });
  // Reset or ended: what matters is that it is over.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
  });
  socket.write(sent);
  onTestFinished(() => void socket.destroy());
  return { socket, heard: () => text, isClosed: () => closed };
}

export function head(
  server: TestServer,
  lines: readonly string[] = [],
  target = '/v1/inference',
): string {
  const { host } = new URL(server.origin);
  const all = [`POST ${target} HTTP/1.1`, `Host: ${host}`, `X-API-Key: ${server.key}`, ...lines];
  return `${all.join('\r\n')}\r\n`;
}

export const JSON_OF = (length: number): readonly string[] => [
  'Content-Type: application/json',
  `Content-Length: ${length}`,
];
