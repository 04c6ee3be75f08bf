// What the adapters of all contracts are given, and how they know who asks. Main process of the API.

import type { FastifyRequest } from 'fastify';
import { ApiFault } from './api-fault.ts';
import { check, type Checked, type Engine } from './check.ts';
import type { ApiKeys } from './keys.ts';
import type { MediaSource } from './media-source.ts';
import type { JudgeRequest } from './ports.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The id of the key that was shown; empty until one was. */
    apiKey: string;
    /** Whether its body was read whole. */
    isRead: boolean;
  }
}

export interface ContractOptions {
  readonly engine: Engine;
  readonly keys: ApiKeys;
  readonly media: MediaSource;
}

/** The key of §1, §2 and §5. Throws `ApiFault` 401. */
export function requireKeyHeader(request: FastifyRequest, keys: ApiKeys): void {
  const key = request.headers['x-api-key'];
  request.apiKey = accepted(typeof key === 'string' ? keys.idOf(key) : null, 'X-API-Key');
}

/** A key with its id as the user: §3 and §4. Throws `ApiFault` 401. */
export function requireKeyOf(
  request: FastifyRequest,
  keys: ApiKeys,
  {
    user,
    secret,
    where,
  }: { readonly user: string; readonly secret: string; readonly where: string },
): void {
  const id = keys.idOf(secret);
  request.apiKey = accepted(id === user ? id : null, where);
}

function accepted(id: string | null, where: string): string {
  if (id === null) throw new ApiFault(401, 'UNAUTHORIZED', `${where}: no key that is known`);
  return id;
}

/** Judges and logs what a request brought. */
export const checkFor = (
  request: FastifyRequest,
  contract: string,
  judged: JudgeRequest,
  { engine }: ContractOptions,
): Promise<Checked> =>
  check(judged, { contract, request: request.id, key: request.apiKey }, engine);

/** Whether a request came as a form, whose fields are text. */
export const isForm = ({ headers }: FastifyRequest): boolean =>
  /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/iu.test(
    headers['content-type'] ?? '',
  );
