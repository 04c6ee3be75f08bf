// The bytes that an entry's hash covers: canonical JSON (RFC 8785) of a versioned object. Pure.

import { hash } from 'node:crypto';

/** JSON's values; what is `undefined` has no place in a record. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Goes up when the object below changes; entries keep the version under which they were written. */
const VERSION = 1;

/** What stands before the first entry. */
export const GENESIS = '0'.repeat(64);

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** An entry but for its hash. */
export interface EntryFields {
  readonly sequence: number;
  readonly kind: string;
  readonly id: string;
  readonly atMs: number;
  /** Canonical JSON of everything else, digests of personal fields included. */
  readonly body: string;
  readonly previousSha256: string;
}

/**
 * Canonical JSON of `{at, body, id, kind, previous, sequence, v}`. The body is put in as it is kept, so that a million entries need
 * no parsing. No other fields give the same bytes: behind the body stands one fixed tail of quoted words and a hash.
 */
export function entrySha256(entry: EntryFields): string {
  return sha256(
    `{"at":${entry.atMs},"body":${entry.body},"id":${JSON.stringify(entry.id)},"kind":${JSON.stringify(entry.kind)},` +
      `"previous":${JSON.stringify(entry.previousSha256)},"sequence":${entry.sequence},"v":${VERSION}}`,
  );
}

/** RFC 8785: keys in the order of their UTF-16 units, no white space, numbers and strings as ECMAScript writes them. */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`${value} has no canonical form`);
  }
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

/** What the chain keeps in place of a personal field: without the salt nobody can tell whose it was. */
export const personalDigest = (salt: string, value: string): string =>
  sha256(canonicalJson([salt, value]));
