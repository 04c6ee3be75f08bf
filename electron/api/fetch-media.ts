// Fetches media from hosts that the operator allows, and from nowhere else: no redirect, no other protocol, no private address behind a public name. Main process of the API.

import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { ApiFault } from './api-fault.ts';
import type { FetchMedia } from './media-source.ts';
import { addressOf, pinnedTo, type Address, type Resolve } from './public-address.ts';

export interface FetchRules {
  /** As `host` or `host:port`; without a port it is the one that the protocol has. */
  readonly allowedHosts: readonly string[];
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** The system's, unless told otherwise. */
  readonly resolve?: Resolve;
}

/** Null when nothing is allowed: then nothing ever leaves the machine. */
export function createFetchMedia(rules: FetchRules): FetchMedia | null {
  return rules.allowedHosts.length === 0 ? null : (field, url) => fetchMedia(field, url, rules);
}

async function fetchMedia(field: string, url: URL, rules: FetchRules): Promise<Uint8Array> {
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  const hasUser = url.username !== '' || url.password !== '';
  if (!isWeb || hasUser || !isAllowed(url, rules)) {
    throw new ApiFault(
      400,
      'URL_NOT_ALLOWED',
      `${field}: this host is not on the operator’s list of allowed hosts`,
    );
  }
  try {
    return await readBody(
      field,
      await open(url, await addressOf(url.hostname, rules.resolve), rules),
      rules.maxBytes,
    );
  } catch (cause) {
    if (cause instanceof ApiFault) throw cause;
    throw new ApiFault(400, 'URL_UNREACHABLE', `${field}: could not be fetched`, { cause });
  }
}

/** No other port of an allowed host: what listens there was not meant. */
function isAllowed({ protocol, host, hostname, port }: URL, { allowedHosts }: FetchRules): boolean {
  const full = `${hostname}:${port === '' ? DEFAULT_PORTS[protocol] : port}`;
  return allowedHosts.some((allowed) => [host, full].includes(allowed.toLowerCase()));
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

function open(url: URL, address: Address, { timeoutMs }: FetchRules): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const get = url.protocol === 'https:' ? httpsGet : httpGet;
  const request = get(
    url,
    {
      // From the first byte sent to the last one read.
      signal: AbortSignal.timeout(timeoutMs),
      lookup: pinnedTo(address),
      // A connection of its own: one that was kept belongs to an address that was judged earlier.
      agent: false,
    },
    resolve,
  );
  request.once('error', reject);
  return promise;
}

async function readBody(
  field: string,
  response: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array> {
  if (response.statusCode !== 200) {
    response.destroy();
    // A redirect is one of these: where it leads is not on the list.
    throw new Error(`status ${response.statusCode ?? 'unknown'}`);
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response) {
    if (!(part instanceof Uint8Array)) throw new TypeError('expected bytes');
    length += part.length;
    if (length > maxBytes) {
      response.destroy();
      throw new ApiFault(413, 'TOO_LARGE', `${field}: more than ${maxBytes} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
