// Turns badges and PINs into digests that only this kiosk's key can make: a million PINs are tried in a second without it. Main process, CLI.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { CredentialKind } from '#core/access/index.ts';
import { CredentialsFault } from './credentials-fault.ts';
import { transact } from '#electron/sqlite/database.ts';

/** Keeps one key and never replaces it. The decision log's key store is one, with a file of its own for this key. */
export interface CredentialKeys {
  /** For messages. */
  readonly where: string;
  /** What the operator should know of this store; null where there is nothing. */
  readonly warning: string | null;
  /** Null where there is none. Throws for one that must not be used. */
  readonly read: () => Buffer | null;
  /** Durable before it returns. Keeps what is there already. */
  readonly create: (key: Buffer) => void;
}

export type Digest = (kind: CredentialKind, normal: string) => Buffer;

const KEY_BYTES = 32;

const checkRow = z.object({ tag: z.instanceof(Uint8Array) }).optional();

/** With the key that the database was begun with; throws `CredentialsFault` where that is not to be had. */
export function takeDigest(database: DatabaseSync, keys: CredentialKeys, path: string): Digest {
  return transact(database, () => {
    const known = checkRow.parse(database.prepare('SELECT tag FROM key_check').get());
    if (known === undefined && keys.read() === null) keys.create(randomBytes(KEY_BYTES));
    const key = keys.read();
    if (key?.length !== KEY_BYTES) {
      throw new CredentialsFault(
        `credentials ${path}: its key ${keys.where} is missing or damaged; put the key back, or move both away and add badges and PINs anew`,
      );
    }
    const digest: Digest = (kind, normal) => hmac(key, `${kind}\n${normal}`);
    const tag = hmac(key, 'gatelight credentials, 1');
    if (known === undefined) {
      database.prepare('INSERT INTO key_check (one, tag) VALUES (1, ?)').run(tag);
    } else if (!timingSafeEqual(tag, known.tag)) {
      throw new CredentialsFault(
        `credentials ${path}: ${keys.where} is not the key that they were added with; put that one back`,
      );
    }
    return digest;
  });
}

const hmac = (key: Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text, 'utf8').digest();
