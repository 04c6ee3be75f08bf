// The file of the API's keys: each kept as a digest, changed by whoever administers it, read anew when it was. Main process of the API, CLI.

import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { z } from 'zod';

/** In the data folder. */
export const API_KEY_FILE = 'api-keys.json';

const storedKey = z.strictObject({
  id: z.string().regex(/^[\da-f]{8}$/u),
  /** Absent from before keys had names. */
  name: z.string().min(1).max(64).default('unnamed'),
  /** Of the whole key. It has 256 random bits: nothing slower than SHA-256 would add anything. */
  sha256: z.string().regex(/^[\da-f]{64}$/u),
  createdAt: z.iso.datetime(),
});
const stored = z.strictObject({ keys: z.array(storedKey) });
export type StoredKey = z.infer<typeof storedKey>;

export interface NewKey {
  readonly kept: StoredKey;
  /** The only time that anybody sees it. */
  readonly key: string;
}

export function newApiKey(name: string, now: Date): NewKey {
  const id = randomBytes(4).toString('hex');
  const key = `gl_${id}_${randomBytes(32).toString('base64url')}`;
  const sha256 = digestOf(key).toString('hex');
  return { key, kept: { id, name, sha256, createdAt: now.toISOString() } };
}

export const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** None where there is no file. Throws an error whose line names the file when it is damaged. */
export function readKeyFile(file: string): readonly StoredKey[] {
  const text = readText(file);
  if (text === null) return [];
  try {
    return stored.parse(JSON.parse(text)).keys;
  } catch (cause) {
    throw new Error(`${file}: damaged; move it away to have new keys issued`, { cause });
  }
}

/** What tells one version of the file from the next, which takes its place whole; null where there is none. */
export function keyFileVersion(file: string): string | null {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
}

export function keepApiKey(file: string, key: StoredKey): void {
  change(file, (keys) => [...keys, key]);
}

/** The key that is no more; null where none has that id. */
export function dropApiKey(file: string, id: string): StoredKey | null {
  const dropped = readKeyFile(file).find((key) => key.id === id) ?? null;
  if (dropped !== null) change(file, (keys) => keys.filter((key) => key.id !== id));
  return dropped;
}

/** One change at a time, of what is kept at that moment; on the disk before it takes the old one's place. */
function change(file: string, next: (keys: readonly StoredKey[]) => readonly StoredKey[]): void {
  const draft = `${file}.new`;
  const handle = openDraft(draft);
  try {
    const keys = next(readKeyFile(file));
    writeFileSync(handle, JSON.stringify({ keys }, null, 2));
    fsyncSync(handle);
    renameSync(draft, file);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  } finally {
    closeSync(handle);
  }
}

/** A change takes milliseconds: what lies there longer was left by one that was cut off. */
const ABANDONED_MS = 10_000;

function openDraft(draft: string): number {
  const left = statSync(draft, { throwIfNoEntry: false });
  if (left !== undefined && Date.now() - left.mtimeMs > ABANDONED_MS) rmSync(draft);
  try {
    return openSync(draft, 'wx', 0o600);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
    throw new Error(`${draft}: somebody else is changing the keys; try again`, { cause });
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}
