// Where a name leads: looked up once, judged, and then kept to, since a second look could give another. Main process of the API.

import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface Address {
  readonly address: string;
  readonly family: number;
}

export type Resolve = (name: string) => Promise<Address>;

const resolveBySystem: Resolve = (name) => lookup(name, { order: 'verbatim' });

/**
 * The address to connect to for a host of the operator's list, as `URL` writes it. A literal one is that which the operator wrote down; a
 * name may lead to public addresses only. Rejects with the reason.
 */
export async function addressOf(
  hostname: string,
  resolve: Resolve = resolveBySystem,
): Promise<Address> {
  const bare = hostname.replace(/^\[|\]$/gu, '');
  if (ipaddr.isValid(bare)) {
    return { address: bare, family: ipaddr.parse(bare).kind() === 'ipv6' ? 6 : 4 };
  }
  const found = await resolve(bare);
  if (!isPublic(found.address)) throw new Error(`${bare} is a private address`);
  return found;
}

/** What IPv6 has given out so far. Outside of it lie all forms that hide an IPv4 address, one of which passes for unicast. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

function isPublic(text: string): boolean {
  // ::ffff:127.0.0.1 becomes 127.0.0.1.
  const address = ipaddr.process(text);
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(GLOBAL_IPV6));
}

/** For a connection that asks by itself what its host's address is: always this one. */
export const pinnedTo =
  ({ address, family }: Address): LookupFunction =>
  (_host, { all }, done) =>
    // Asked for all addresses or for one, by the way in which the connection is made.
    all === true ? done(null, [{ address, family }]) : done(null, address, family);
