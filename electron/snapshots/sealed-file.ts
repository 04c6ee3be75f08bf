// A snapshot as it lies on the disk: a picture that only its own key opens, and that key, which only the kiosk's key opens. Main process, CLI.
//
// [Note: Two keys] Deleting a file leaves its blocks on the disk until something else is written there, and on flash overwriting it
// changes other blocks. So each picture has a key of its own, in a file of its own, and that goes first: without those 60 bytes the
// rest is noise. What this cannot promise: those 60 bytes may survive in a block as well, for whoever takes the disk apart and has
// the kiosk's key too; and a backup that holds both files and the key holds the picture.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LONGEST_HEADER = 1024;

const header = z.strictObject({
  version: z.literal(1),
  decisionId: z.string(),
  createdAtMs: z.number(),
  /** Of the picture as it was before it was sealed. */
  type: z.literal('image/webp'),
});
export type Header = z.infer<typeof header>;

export interface SealedSnapshot {
  /** One line of JSON in the clear, then the picture. */
  readonly file: Buffer;
  /** The picture's own key, sealed. */
  readonly key: Buffer;
}

export function sealSnapshot(picture: Uint8Array, about: Header, master: Buffer): SealedSnapshot {
  const own = randomBytes(KEY_BYTES);
  const line = `${JSON.stringify(header.parse(about))}\n`;
  const wrapping = wrappingKey(master);
  try {
    return {
      file: Buffer.concat([Buffer.from(line), seal(picture, own, line)]),
      key: seal(own, wrapping, about.decisionId),
    };
  } finally {
    own.fill(0);
    wrapping.fill(0);
  }
}

/** Null where either file, or the two together, are not what was sealed. */
export function openSnapshot({ file, key }: SealedSnapshot, master: Buffer): Buffer | null {
  const about = readHeader(file);
  if (about === null) return null;
  const wrapping = wrappingKey(master);
  const own = unseal(key, wrapping, about.decisionId);
  wrapping.fill(0);
  if (own?.length !== KEY_BYTES) return null;
  const end = file.indexOf('\n') + 1;
  const picture = unseal(file.subarray(end), own, file.toString('utf8', 0, end));
  own.fill(0);
  return picture;
}

/** Null where there is none. It is bound to the picture, which shows when that is opened. */
export function readHeader(file: Buffer): Header | null {
  const end = file.subarray(0, LONGEST_HEADER).indexOf('\n');
  if (end < 0) return null;
  try {
    return header.safeParse(JSON.parse(file.toString('utf8', 0, end))).data ?? null;
  } catch {
    return null;
  }
}

const wrappingKey = (master: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', 'gatelight snapshots: wrapping, 1', KEY_BYTES));

/** AES-256-GCM: nonce, ciphertext, tag. */
function seal(plain: Uint8Array, key: Buffer, beside: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(beside));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function unseal(sealed: Buffer, key: Buffer, beside: string): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(beside));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return null;
  }
}
