// Whose badges and PINs this kiosk knows: `credentials.sqlite` of the data folder, digests only. Main process, CLI.
// Several processes may have it open: the command line adds beside a running kiosk.

import { randomUUID, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import {
  afterFailure,
  afterSuccess,
  CREDENTIAL_KINDS,
  credentialThrottles,
  NO_FAILURES,
  normalCredential,
  throttledFor,
  weaknessOf,
  type CredentialKind,
} from '#core/access/index.ts';
import { CredentialsFault } from './credentials-fault.ts';
import { credentialsFault, openDatabase, transact } from './database.ts';
import { takeDigest, type CredentialKeys } from './digest.ts';

export interface Credential {
  readonly id: string;
  readonly kind: CredentialKind;
  /** Whose it is. */
  readonly holder: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** From then on it is none any more; null for one that stays. */
  readonly expiresAt: string | null;
  readonly disabled: boolean;
}

export interface NewCredential {
  readonly kind: CredentialKind;
  readonly holder: string;
  /** What the reader types, or the digits. Kept nowhere. */
  readonly value: string;
  readonly expiresAt: string | null;
}

export type Verified =
  | { readonly kind: 'known'; readonly credential: Credential }
  | { readonly kind: 'expired'; readonly credential: Credential }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number };

/** What has to be in the log first; where it rejects nothing is done. */
type Before = (credential: Credential) => Promise<unknown>;

export interface Credentials extends Disposable {
  readonly list: () => readonly Credential[];
  /** Rejects with a `CredentialsFault` that says what is wrong with it. */
  readonly add: (added: NewCredential, before: Before) => Promise<Credential>;
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

const row = z
  .object({
    id: z.string(),
    kind: z.enum(CREDENTIAL_KINDS),
    digest: z.instanceof(Uint8Array),
    holder: z.string(),
    created_at: z.string(),
    expires_at: z.string().nullable(),
    disabled: z.number(),
  })
  .transform(({ created_at: createdAt, expires_at: expiresAt, disabled, ...rest }) => ({
    ...rest,
    createdAt,
    expiresAt,
    disabled: disabled !== 0,
  }));
const rows = z.array(row);
type Row = z.infer<typeof row>;

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
  const all = (): readonly Row[] =>
    guarded(path, () =>
      rows.parse(database.prepare('SELECT * FROM credentials ORDER BY created_at, id').all()),
    );

  /** Every one is compared, whichever it is: how long it takes says nothing. */
  function find(kind: CredentialKind, normal: string): Row | null {
    const wanted = digest(kind, normal);
    let found: Row | null = null;
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
    if (found === null || found.disabled) return { kind: 'unknown' };
    keepFailures(kind, afterSuccess(before));
    const isOver = found.expiresAt !== null && Date.parse(found.expiresAt) <= now;
    return { kind: isOver ? 'expired' : 'known', credential: shown(found) };
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

const SHAPES: Readonly<Record<CredentialKind, string>> = {
  badge: '4 to 64 letters, digits, colons or hyphens are needed',
  pin: '6 to 12 digits are needed',
};

/** Nobody is named: a PIN that is taken is somebody's way in. */
const taken = (kind: CredentialKind): CredentialsFault =>
  new CredentialsFault(`this ${kind} is in use; choose another one`);

const shown = ({ digest: _digest, ...credential }: Row): Credential => credential;

function guarded<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    throw credentialsFault(path, cause);
  }
}
