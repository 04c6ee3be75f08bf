// What only the register's key opens, bound to what stands beside it. Main process, API, CLI.

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PERSON_BYTES = 16;

export interface Sealed {
  readonly nonce: Uint8Array;
  /** AES-256-GCM: the ciphertext, then its tag. */
  readonly sealed: Uint8Array;
}

/** Bound to: opens only beside the very same words and numbers. */
export type Beside = readonly (string | number | null)[];

export interface Vault {
  readonly seal: (plain: Uint8Array, beside: Beside) => Sealed;
  /** Null where it is not what was sealed beside that. The caller zeroes it. */
  readonly unseal: (sealed: Sealed, beside: Beside) => Buffer | null;
  /** The same for the same words; says nothing of them without the key. */
  readonly tag: (words: readonly string[]) => Uint8Array;
}

/** Takes the key over: it is zeroed. */
export function createVault(key: Buffer): Vault {
  if (key.length !== KEY_BYTES) throw new RangeError(`a key of ${key.length} bytes`);
  const sealing = derive(key, 'gatelight identity: sealing, 1');
  const tagging = derive(key, 'gatelight identity: tagging, 1');
  key.fill(0);
  return {
    seal(plain, beside) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      cipher.setAAD(bytesOf(beside));
      const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      return { nonce, sealed };
    },
    unseal({ nonce, sealed }, beside) {
      if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return null;
      const decipher = createDecipheriv('aes-256-gcm', sealing, nonce, {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(bytesOf(beside));
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      // Deciphers all of it at once: `final` adds nothing and only checks the tag.
      const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
      try {
        decipher.final();
        return plain;
      } catch {
        plain.fill(0);
        return null;
      }
    },
    tag: (words) =>
      createHmac('sha256', tagging).update(bytesOf(words)).digest().subarray(0, PERSON_BYTES),
  };
}

/** Four times as fast as a buffer with every seal. Its bytes lie outside JavaScript's memory, and OpenSSL zeroes them when it goes. */
function derive(key: Buffer, purpose: string): KeyObject {
  const bytes = Buffer.from(hkdfSync('sha256', key, '', purpose, KEY_BYTES));
  const derived = createSecretKey(bytes);
  bytes.fill(0);
  return derived;
}

/** JSON keeps words apart, and gives a number the shortest text that reads back as the same. */
const bytesOf = (beside: Beside): Buffer => Buffer.from(JSON.stringify(beside));
