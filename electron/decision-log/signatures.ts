// What the log's key signs. Each statement has a domain of its own, so that none can be taken for another. Main process, CLI.

import { createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import type { Head } from './chain.ts';
import { canonicalJson, type Json } from './canonical.ts';

export interface CheckpointClaim extends Head {
  readonly atMs: number;
  readonly bootId: string;
  readonly cause: string;
}

/**
 * `entry` stands beside every entry and tells which one was changed; `head` exists once, for the newest only. Were they the same, whoever
 * cut entries off could put the signature of the last one that is left into the head.
 */
export const statements = {
  entry: ({ count, sha256 }: Head): Buffer => statement('entry', count, sha256),
  head: ({ count, sha256 }: Head): Buffer => statement('head', count, sha256),
  pruned: ({ count, sha256 }: Head): Buffer => statement('pruned', count, sha256),
  key: (since: number): Buffer => statement('key', since),
  checkpoint: ({ count, sha256, atMs, bootId, cause }: CheckpointClaim): Buffer =>
    statement('checkpoint', count, sha256, atMs, bootId, cause),
} as const;

const statement = (domain: string, ...parts: readonly Json[]): Buffer =>
  Buffer.from(canonicalJson([`gatelight.decision-log.${domain}.v1`, ...parts]));

/** The private key, and the name under which its public half is known. */
export interface Signer {
  readonly keyId: string;
  /** SPKI, DER. */
  readonly publicKey: Uint8Array;
  readonly sign: (bytes: Buffer) => Uint8Array;
}

export function createSigner(key: KeyObject): Signer {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { keyId: keyIdOf(publicKey), publicKey, sign: (bytes) => sign(null, bytes, key) };
}

export type Verifier = (bytes: Buffer, signature: Uint8Array) => boolean;

/** Throws for bytes that are no public key. */
export function createVerifier(publicKey: Uint8Array): Verifier {
  const key = createPublicKey({ key: Buffer.from(publicKey), type: 'spki', format: 'der' });
  return (bytes, signature) => verify(null, bytes, key, signature);
}

/** The fingerprint of a public key: SHA-256 of its SPKI form, in hex. */
export const keyIdOf = (publicKey: Uint8Array): string => hash('sha256', publicKey, 'hex');
