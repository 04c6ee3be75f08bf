// Fetches media from hosts that the operator allows, and from nowhere else: no redirect, no other protocol, no private address behind a public name. Main process of the API.

import { lookup } from 'node:dns/promises';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import ipaddr from 'ipaddr.js';
import { ApiFault } from './api-fault.ts';
import type { FetchMedia } from './media-source.ts';

export interface FetchRules {
  /** Hosts as `host` or `host:port`; literal addresses are allowed only by name here. */
  readonly allowedHosts: readonly string[];
  readonly maxBytes: number;
  readonly timeoutMs: number;
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
    return await readBody(await open(url, await addressOf(url), rules), rules.maxBytes);
  } catch (cause) {
    if (cause instanceof ApiFault) throw cause;
    throw new ApiFault(400, 'URL_UNREACHABLE', `${field}: could not be fetched`, { cause });
  }
}

const isAllowed = ({ host, hostname }: URL, { allowedHosts }: FetchRules): boolean =>
  allowedHosts.includes(host) || allowedHosts.includes(hostname);

interface Address {
  readonly address: string;
  readonly family: number;
}

/** Looked up once, judged, and then connected to: a second look could give another. */
async function addressOf({ hostname }: URL): Promise<Address> {
  const bare = hostname.replace(/^\[|\]$/gu, '');
  // The operator wrote this very address down.
  if (ipaddr.isValid(bare))
    return { address: bare, family: ipaddr.parse(bare).kind() === 'ipv6' ? 6 : 4 };
  const found = await lookup(bare, { order: 'verbatim' });
  // Also where an IPv6 form hides an IPv4 address of the same machine.
  if (ipaddr.process(found.address).range() !== 'unicast') {
    throw new Error(`${bare} is a private address`);
  }
  return found;
}

function open(url: URL, { address, family }: Address, rules: FetchRules): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const get = url.protocol === 'https:' ? httpsGet : httpGet;
  const request = get(
    url,
    {
      signal: AbortSignal.timeout(rules.timeoutMs),
      lookup: (_host, options, done) =>
        // Asked for all addresses or for one, by the way in which the connection is made.
        options.all === true ? done(null, [{ address, family }]) : done(null, address, family),
    },
    resolve,
  );
  request.once('error', reject);
  return promise;
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
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
      throw new ApiFault(413, 'TOO_LARGE', `more than ${maxBytes} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
