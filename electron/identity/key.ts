// Which key a register is sealed with: taken up once, and from then on the same one or none. Main process, API, CLI.

import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { transact } from './database.ts';
import { IdentityFault } from './identity-fault.ts';
import { createVault, KEY_BYTES, type Vault } from './seal.ts';

/** Keeps one key and never replaces it. The decision log's key store is one, with a file of its own for this key. */
export interface IdentityKeys {
  /** For messages. */
  readonly where: string;
  /** What the operator should know of this store; null where there is nothing. */
  readonly warning: string | null;
  /** Null where there is none. Throws for one that must not be used. */
  readonly read: () => Buffer | null;
  /** Durable before it returns. Keeps what is there already. */
  readonly create: (key: Buffer) => void;
}

const CHECK = Buffer.from('gatelight identity');
const BESIDE = ['key check', 1];

const checkRow = z.object({ nonce: z.instanceof(Uint8Array), sealed: z.instanceof(Uint8Array) });

/** Throws `IdentityFault` for a key that is missing, unreadable or another one. */
export function takeVault(database: DatabaseSync, keys: IdentityKeys, path: string): Vault {
  return transact(database, () => {
    const known = checkRow
      .optional()
      .parse(database.prepare('SELECT nonce, sealed FROM key_check').get());
    if (known === undefined) return firstVault(database, keys, path);
    const vault = readVault(keys);
    if (vault === null)
      throw unusable(
        path,
        `its key ${keys.where} is missing, without which nothing in it can be read; put the key back`,
      );
    if (vault.unseal(known, BESIDE)?.equals(CHECK) === true) return vault;
    throw unusable(path, `${keys.where} is not the key that it was sealed with; put that one back`);
  });
}

function firstVault(database: DatabaseSync, keys: IdentityKeys, path: string): Vault {
  if (Number(database.prepare('SELECT count(*) AS n FROM faces').get()?.['n']) > 0)
    throw unusable(path, "it has faces but has lost its key's row; put a backup in its place");
  if (keys.read() === null) keys.create(randomBytes(KEY_BYTES));
  const vault = readVault(keys);
  if (vault === null) throw unusable(path, `no key could be kept in ${keys.where}`);
  const { nonce, sealed } = vault.seal(CHECK, BESIDE);
  database
    .prepare('INSERT INTO key_check (one, nonce, sealed) VALUES (1, ?, ?)')
    .run(nonce, sealed);
  return vault;
}

function readVault(keys: IdentityKeys): Vault | null {
  const key = keys.read();
  if (key === null) return null;
  if (key.length !== KEY_BYTES)
    throw new IdentityFault('unusable', `identity: ${keys.where} holds no key of 256 bits`);
  return createVault(key);
}

const unusable = (path: string, what: string): IdentityFault =>
  new IdentityFault('unusable', `identity ${path}: ${what}`);
