// Whose badges and PINs this kiosk knows: `credentials.sqlite` of the data folder, digests only. Main process, CLI.
// Several processes may have it open: the command line adds beside a running kiosk.

import { randomUUID, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import {
  afterFailure,
  afterSuccess,
  credentialThrottles,
  NO_FAILURES,
  normalCredential,
  throttledFor,
  weaknessOf,
  type CredentialKind,
} from '#core/access/index.ts';
import { credentialRows, shown, type Credential, type CredentialRow } from './credential-row.ts';
import { CredentialsFault } from './credentials-fault.ts';
import { transact } from '#electron/sqlite/database.ts';
import { credentialsFault, openDatabase } from './database.ts';
import { takeDigest, type CredentialKeys } from './digest.ts';

export interface NewCredential {
  readonly kind: CredentialKind;
  readonly holder: string;
  /** What the reader types, or the digits. Kept nowhere. */
  readonly value: string;
  readonly expiresAt: string | null;
}

/** What can be altered of one that is there; the rest stays. */
export type CredentialChange =
  { readonly disabled: boolean } | { readonly expiresAt: string | null };

export type Verified =
  | { readonly kind: 'known'; readonly credential: Credential }
  | { readonly kind: 'expired' | 'disabled'; readonly credential: Credential }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number };

/** What has to be in the log first; where it rejects nothing is done. */
type Before = (credential: Credential) => Promise<unknown>;

export interface Credentials extends Disposable {
  readonly list: () => readonly Credential[];
  /** Rejects with a `CredentialsFault` that says what is wrong with it. */
  readonly add: (added: NewCredential, before: Before) => Promise<Credential>;
  /** As it is from now on; null where there is none of this id. */
  readonly change: (
    id: string,
    change: CredentialChange,
    before: Before,
  ) => Promise<Credential | null>;
  /** Whose it was; null where there is none of this id. */
  readonly remove: (id: string, before: Before) => Promise<Credential | null>;
  /** Whose it is. Counts wrong ones, before it looks, and refuses for a while after several. Throws `CredentialsFault`. */
  readonly verify: (kind: CredentialKind, value: string) => Verified;
}

export interface CredentialsOptions {
  readonly wallClock?: () => number;
  /** One line for the operator. */
  readonly print?: (line: string) => void;
}

const failuresRow = z.object({ count: z.number(), last_ms: z.number() }).optional();

/** Throws `CredentialsFault`, and whatever the key store throws for a key that must not be used. */
export function openCredentials(
  dataFolder: string,
  keys: CredentialKeys,
  { wallClock = Date.now, print = () => undefined }: CredentialsOptions = {},
): Credentials {
  const path = join(dataFolder, 'credentials.sqlite');
  const database = openDatabase(path);
  try {
    const store = storeIn(database, keys, path, wallClock);
    if (keys.warning !== null) print(`notice: ${keys.warning}`);
    return store;
  } catch (cause) {
    database.close();
    throw credentialsFault(path, cause);
  }
}

function storeIn(
  database: DatabaseSync,
  keys: CredentialKeys,
  path: string,
  wallClock: () => number,
): Credentials {
  const digest = takeDigest(database, keys, path);
  const all = (): readonly CredentialRow[] =>
    guarded(path, () =>
      credentialRows.parse(
        database.prepare('SELECT * FROM credentials ORDER BY created_at, id').all(),
      ),
    );

  /** Every one is compared, whichever it is: how long it takes says nothing. */
  function find(kind: CredentialKind, normal: string): CredentialRow | null {
    const wanted = digest(kind, normal);
    let found: CredentialRow | null = null;
    for (const each of all()) if (timingSafeEqual(each.digest, wanted)) found = each;
    return found;
  }

  const failuresOf = (kind: CredentialKind) => {
    const kept = failuresRow.parse(
      database.prepare('SELECT count, last_ms FROM failures WHERE kind = ?').get(kind),
    );
    return kept === undefined ? NO_FAILURES : { count: kept.count, lastMs: kept.last_ms };
  };
  const keepFailures = (kind: CredentialKind, { count, lastMs } = NO_FAILURES): void => {
    database
      .prepare('REPLACE INTO failures (kind, count, last_ms) VALUES (?, ?, ?)')
      .run(kind, count, lastMs);
  };

  function verify(kind: CredentialKind, value: string): Verified {
    const now = wallClock();
    const before = failuresOf(kind);
    const retryAfterMs = throttledFor(before, now, credentialThrottles[kind]);
    if (retryAfterMs > 0) return { kind: 'throttled', retryAfterMs };
    // Counted before it is looked at: pulling the plug in between must not make a guess free.
    keepFailures(kind, afterFailure(before, now));
    const normal = normalCredential(kind, value);
    const found = normal === null ? null : find(kind, normal);
    if (found === null) return { kind: 'unknown' };
    // Whoever holds one that opens nothing has not guessed it.
    keepFailures(kind, afterSuccess(before));
    return { kind: standing(found, now), credential: shown(found) };
  }

  function insert(credential: Credential, bytes: Buffer): void {
    database
      .prepare(
        'INSERT INTO credentials (id, kind, digest, holder, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(
        credential.id,
        credential.kind,
        bytes,
        credential.holder,
        credential.createdAt,
        credential.expiresAt,
      );
  }

  return {
    list: () => all().map(shown),
    verify: (kind, value) => guarded(path, () => verify(kind, value)),
    async add({ kind, holder, value, expiresAt }, before) {
      const normal = normalCredential(kind, value);
      const weakness = normal === null ? SHAPES[kind] : kind === 'pin' ? weaknessOf(normal) : null;
      if (normal === null || weakness !== null) {
        throw new CredentialsFault(`not a ${kind} that can be used: ${weakness}`);
      }
      if (find(kind, normal) !== null) throw taken(kind);
      const credential: Credential = {
        id: randomUUID(),
        kind,
        holder,
        createdAt: new Date(wallClock()).toISOString(),
        expiresAt,
        disabled: false,
      };
      await before(credential);
      // Asked again: another process may have been at it.
      transact(database, () => {
        if (find(kind, normal) !== null) throw taken(kind);
        guarded(path, () => insert(credential, digest(kind, normal)));
      });
      return credential;
    },
    async change(id, change, before) {
      const found = all().find((each) => each.id === id);
      if (found === undefined) return null;
      const changed = { ...shown(found), ...change };
      await before(changed);
      guarded(path, () =>
        database
          .prepare('UPDATE credentials SET expires_at = ?, disabled = ? WHERE id = ?')
          .run(changed.expiresAt, Number(changed.disabled), id),
      );
      return changed;
    },
    async remove(id, before) {
      const found = all().find((each) => each.id === id);
      if (found === undefined) return null;
      await before(shown(found));
      guarded(path, () => database.prepare('DELETE FROM credentials WHERE id = ?').run(id));
      return shown(found);
    },
    [Symbol.dispose]() {
      database.close();
    },
  };
}

function standing(
  { disabled, expiresAt }: CredentialRow,
  now: number,
): 'known' | 'expired' | 'disabled' {
  if (disabled) return 'disabled';
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : 'known';
}

const SHAPES: Readonly<Record<CredentialKind, string>> = {
  badge: '4 to 64 letters, digits, colons or hyphens are needed',
  pin: '6 to 12 digits are needed',
};

/** Nobody is named: a PIN that is taken is somebody's way in. */
const taken = (kind: CredentialKind): CredentialsFault =>
  new CredentialsFault(`this ${kind} is in use; choose another one`);

function guarded<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    throw credentialsFault(path, cause);
  }
}
