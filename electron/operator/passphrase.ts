// Passphrases as they are kept: scrypt, each with a salt of its own. Main process.

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** RFC 7914; 32 MiB and about a tenth of a second for one guess. */
const COST = { N: 2 ** 15, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** What these costs need is 128·N·r; Node's own limit is just that, and refuses it. */
const MEMORY = 64 * 2 ** 20;

export const keptPassphrase = z.strictObject({
  /** Kept beside each, so that they can be raised one day. */
  N: z
    .int()
    .min(COST.N)
    .max(2 ** 20),
  r: z.int().min(1).max(32),
  p: z.int().min(1).max(16),
  salt: z.base64(),
  hash: z.base64(),
});
export type KeptPassphrase = z.infer<typeof keptPassphrase>;

export async function keepPassphrase(passphrase: string): Promise<KeptPassphrase> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(passphrase, salt, COST);
  return { ...COST, salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** Takes as long for nobody as for somebody: which names there are is not to be had by a clock. */
export async function isPassphrase(
  passphrase: string,
  kept: KeptPassphrase | null,
): Promise<boolean> {
  const against = kept ?? NOBODY;
  const expected = Buffer.from(against.hash, 'base64');
  const given = await derive(passphrase, Buffer.from(against.salt, 'base64'), against);
  const isSame = expected.byteLength === given.byteLength && timingSafeEqual(expected, given);
  return isSame && kept !== null;
}

const NOBODY: KeptPassphrase = {
  ...COST,
  salt: Buffer.alloc(SALT_BYTES).toString('base64'),
  hash: Buffer.alloc(HASH_BYTES).toString('base64'),
};

type Cost = Pick<KeptPassphrase, 'N' | 'r' | 'p'>;

/** Off the main loop. The same letters typed in another way are the same passphrase (NFKC, RFC 8265). */
function derive(passphrase: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const cost = { N, r, p, maxmem: MEMORY };
    scrypt(passphrase.normalize('NFKC'), salt, HASH_BYTES, cost, (fault, key) => {
      if (fault === null) resolve(key);
      else reject(fault);
    });
  });
}
