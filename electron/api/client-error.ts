// What is answered where there is no request yet: to bytes that are no HTTP, or that never end. Main process of the API.

import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ApiCode } from './api-fault.ts';

const REFUSALS: Readonly<Record<string, { status: number; code: ApiCode; message: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'INVALID_FIELD', message: 'request: too slow' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'TOO_LARGE', message: 'headers: too large' },
};
const MALFORMED = { status: 400, code: 'INVALID_FIELD', message: 'request: not HTTP' } as const;

export function refuseBytes(cause: NodeJS.ErrnoException, socket: Socket, requestId: string): void {
  if (cause.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, code, message } = REFUSALS[cause.code ?? ''] ?? MALFORMED;
  const body = JSON.stringify({ success: false, error: { code, message } });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `x-request-id: ${requestId}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
