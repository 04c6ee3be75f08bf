// The snapshots of a data folder: kept encrypted, listed, opened, and deleted so that nothing opens them any more. Main process, CLI.

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from '#core/frame/index.ts';
import { encodeReduced } from './encode.ts';
import { KEY_BYTES, openSnapshot, readHeader, sealSnapshot } from './sealed-file.ts';
import { SnapshotFault } from './snapshot-fault.ts';

/** Keeps one key and never replaces it. The decision log's key store is one, with a file of its own for this key. */
export interface SnapshotKeys {
  readonly where: string;
  readonly read: () => Buffer | null;
  readonly create: (key: Buffer) => void;
}

export type SnapshotEvent =
  | { readonly kind: 'snapshot-kept'; readonly decisionId: string; readonly sha256: string }
  | { readonly kind: 'snapshot-shown'; readonly decisionId: string }
  | {
      readonly kind: 'snapshot-deleted';
      readonly decisionId: string;
      readonly cause: 'request' | 'expired';
    };

export interface SnapshotsOptions {
  /** Made when the first one is kept. */
  readonly folder: string;
  readonly keys: SnapshotKeys;
  /** Resolves when it is durably logged. */
  readonly record: (event: SnapshotEvent) => Promise<unknown>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface KeptSnapshot {
  readonly decisionId: string;
  readonly createdAtMs: number;
  readonly bytes: number;
}

export interface Snapshots {
  /** Resolves when it lies on the disk and the log says so; where the log does not, it is not kept. */
  readonly keep: (decisionId: string, frame: Frame) => Promise<void>;
  /** Oldest first. */
  readonly list: () => Promise<readonly KeptSnapshot[]>;
  /** The picture, WebP; logged before it is handed out. Null where there is none. Throws `SnapshotFault` for one that does not open. */
  readonly show: (decisionId: string) => Promise<Buffer | null>;
  /** False where there was none. */
  readonly remove: (decisionId: string) => Promise<boolean>;
  /** Removes what is as old as that, and whatever a crash left half written. Resolves with how many pictures there were. */
  readonly removeOlder: (days: number) => Promise<number>;
}

const DAY_MS = 86_400_000;
const PICTURE = '.snapshot';
const KEY = '.key';

export function openSnapshots({ folder, keys, record, now }: SnapshotsOptions): Snapshots {
  const pathOf = (decisionId: string, end: string): string => {
    // An id of the log's; anything else is a path to somewhere.
    if (!/^[\w-]{1,64}$/u.test(decisionId))
      throw new SnapshotFault(`${decisionId}: no decision's id`);
    return join(folder, `${decisionId}${end}`);
  };

  /** The key first: from then on the picture is noise, whatever the disk still holds of it. See [Note: Two keys]. */
  async function destroy(decisionId: string): Promise<void> {
    await rm(pathOf(decisionId, KEY), { force: true });
    await syncFolder(folder);
    await rm(pathOf(decisionId, PICTURE), { force: true });
    await syncFolder(folder);
  }

  async function idsOf(end: string): Promise<readonly string[]> {
    const names = await readdir(folder).catch(none);
    return names.filter((name) => name.endsWith(end)).map((name) => name.slice(0, -end.length));
  }

  async function list(): Promise<readonly KeptSnapshot[]> {
    const kept: KeptSnapshot[] = [];
    for (const decisionId of await idsOf(PICTURE)) {
      const file = await readFile(pathOf(decisionId, PICTURE)).catch(none);
      const about = Buffer.isBuffer(file) ? readHeader(file) : null;
      // One that cannot be read is as old as can be: retention takes it.
      kept.push({ decisionId, createdAtMs: about?.createdAtMs ?? 0, bytes: file.length });
    }
    return kept.toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  }

  async function removeAs(decisionId: string, cause: 'request' | 'expired'): Promise<void> {
    await destroy(decisionId);
    await record({ kind: 'snapshot-deleted', decisionId, cause });
  }

  return {
    list,
    async keep(decisionId, frame) {
      const picture = await encodeReduced(frame);
      const about = { version: 1, decisionId, createdAtMs: now(), type: 'image/webp' } as const;
      const sealed = sealSnapshot(picture, about, takeKey(keys));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      try {
        await writeDurably(pathOf(decisionId, KEY), sealed.key);
        await writeDurably(pathOf(decisionId, PICTURE), sealed.file);
        await syncFolder(folder);
        const sha256 = createHash('sha256').update(sealed.file).digest('hex');
        await record({ kind: 'snapshot-kept', decisionId, sha256 });
      } catch (cause) {
        await destroy(decisionId);
        throw cause;
      }
    },
    async show(decisionId) {
      const [file, key] = await Promise.all([
        readFile(pathOf(decisionId, PICTURE)).catch(none),
        readFile(pathOf(decisionId, KEY)).catch(none),
      ]);
      if (!Buffer.isBuffer(file)) return null;
      const master = keys.read();
      if (master === null) throw new SnapshotFault(`snapshots: their key ${keys.where} is missing`);
      const isIts = readHeader(file)?.decisionId === decisionId;
      const picture = isIts && Buffer.isBuffer(key) ? openSnapshot({ file, key }, master) : null;
      master.fill(0);
      if (picture === null) {
        throw new SnapshotFault(`snapshot ${decisionId}: not what was kept, or not with this key`);
      }
      await record({ kind: 'snapshot-shown', decisionId });
      return picture;
    },
    async remove(decisionId) {
      const isThere = (await list()).some((kept) => kept.decisionId === decisionId);
      if (isThere) await removeAs(decisionId, 'request');
      return isThere;
    },
    async removeOlder(days) {
      const kept = await list();
      const due = kept.filter(({ createdAtMs }) => createdAtMs <= now() - days * DAY_MS);
      for (const { decisionId } of due) await removeAs(decisionId, 'expired');
      const pictures = new Set(kept.map(({ decisionId }) => decisionId));
      for (const id of await idsOf(KEY)) if (!pictures.has(id)) await destroy(id);
      return due.length;
    },
  };
}

function takeKey(keys: SnapshotKeys): Buffer {
  const known = keys.read();
  if (known === null) keys.create(randomBytes(KEY_BYTES));
  const key = known ?? keys.read();
  if (key?.length === KEY_BYTES) return key;
  throw new SnapshotFault(`snapshots: ${keys.where} holds no key of 256 bits`);
}

/** Not there, or gone meanwhile. */
function none(cause: unknown): [] {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
  throw cause;
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(bytes);
  await file.sync();
}

async function syncFolder(folder: string): Promise<void> {
  // A folder cannot be opened on Windows, and need not be.
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}
