// The keys of the API: each shown once, kept as a digest. Main process of the API.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { z } from 'zod';

const stored = z.strictObject({
  keys: z.array(
    z.strictObject({
      id: z.string().regex(/^[\da-f]{8}$/u),
      /** Of the whole key. It has 256 random bits: nothing slower than SHA-256 would add anything. */
      sha256: z.string().regex(/^[\da-f]{64}$/u),
      createdAt: z.iso.datetime(),
    }),
  ),
});
type Stored = z.infer<typeof stored>;

export interface ApiKeys {
  readonly count: number;
  /** The id of the key that this is, or null. Takes the same time for every wrong one. */
  readonly idOf: (key: string) => string | null;
}

/** Reads the keys at `file`; none where there is no file. Throws an error whose line names the file when it is damaged. */
export async function readApiKeys(file: string): Promise<ApiKeys> {
  const { keys } = await readStored(file);
  const known = keys.map(({ id, sha256 }) => ({ id, digest: Buffer.from(sha256, 'hex') }));
  return {
    count: known.length,
    idOf(key) {
      const digest = digestOf(key);
      // All of them, always: which one it was must not show in the time.
      return known.reduce<string | null>(
        (found, one) => (timingSafeEqual(one.digest, digest) ? one.id : found),
        null,
      );
    },
  };
}

/** Adds a key and returns it: the only time that anybody sees it. */
export async function issueApiKey(file: string, now: Date): Promise<{ id: string; key: string }> {
  const { keys } = await readStored(file);
  const id = randomBytes(4).toString('hex');
  const key = `gl_${id}_${randomBytes(32).toString('base64url')}`;
  const added = { id, sha256: digestOf(key).toString('hex'), createdAt: now.toISOString() };
  await replaceFile(file, JSON.stringify({ keys: [...keys, added] }, null, 2));
  return { id, key };
}

const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();

async function readStored(file: string): Promise<Stored> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  });
  if (text === null) return { keys: [] };
  try {
    return stored.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file}: damaged; move it away to have new keys issued`, { cause });
  }
}

/** On the disk before it takes the old one's place. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
