// Who may ask: the keys that are kept, as a running server knows them. Main process of the API.

import { timingSafeEqual } from 'node:crypto';
import { digestOf, keyFileVersion, readKeyFile } from './key-file.ts';

export interface ApiKeys {
  readonly count: () => number;
  /** The id of the key that this is, or null. Takes the same time for every wrong one. */
  readonly idOf: (key: string) => string | null;
  /** Whether the key of that id may still ask. */
  readonly isKept: (id: string) => boolean;
}

interface Known {
  readonly version: string | null;
  readonly keys: readonly { readonly id: string; readonly digest: Buffer }[];
}

/**
 * The keys at `file`, which is looked at on every question: who was revoked is unknown from the next one on. Throws an error whose line
 * names the file when it is damaged; when that happens later nobody is known, and `complain` hears of it.
 */
export function openApiKeys(file: string, complain: (line: string) => void): ApiKeys {
  let known = readKnown(file);
  const current = (): Known['keys'] => {
    const version = keyFileVersion(file);
    if (version === known.version) return known.keys;
    try {
      known = readKnown(file);
    } catch (cause) {
      known = { version, keys: [] };
      complain(cause instanceof Error ? cause.message : String(cause));
    }
    return known.keys;
  };
  return {
    count: () => current().length,
    isKept: (id) => current().some((one) => one.id === id),
    idOf(key) {
      const digest = digestOf(key);
      // All of them, always: which one it was must not show in the time.
      return current().reduce<string | null>(
        (found, one) => (timingSafeEqual(one.digest, digest) ? one.id : found),
        null,
      );
    },
  };
}

function readKnown(file: string): Known {
  // Before it is read: what changes in between is read again, rather than missed.
  const version = keyFileVersion(file);
  const keys = readKeyFile(file).map(({ id, sha256 }) => ({
    id,
    digest: Buffer.from(sha256, 'hex'),
  }));
  return { version, keys };
}
