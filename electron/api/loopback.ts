// Who may speak to a server on loopback: only those who know it by its own name, and no page of another origin. Main process of the API.

import type { FastifyRequest } from 'fastify';
import { ApiFault } from './api-fault.ts';

/** The names that loopback has. Any other, resolved to 127.0.0.1 by whoever owns it, is DNS rebinding. */
const NAMES = ['127.0.0.1', 'localhost', '[::1]'] as const;

/** Why a request is not heard, or null. `Origin` must be ours, or absent as with every client that is no browser. */
export function strangerOf({ headers, raw }: FastifyRequest, port: number): ApiFault | null {
  const ours: readonly string[] = NAMES.map((name) => `${name}:${port}`);
  // Of several, whoever stands before us may have read another than we do.
  const isOne = raw.headersDistinct.host?.length === 1;
  if (!isOne || headers.host === undefined || !ours.includes(headers.host)) {
    return new ApiFault(421, 'UNAUTHORIZED', 'Host: must be a loopback address with our port');
  }
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
    return new ApiFault(403, 'UNAUTHORIZED', 'Origin: pages of other sites are not served');
  }
  return null;
}
