// Looks for whatever was done to a log behind its back: from its own file, and against a mirror. CLI process.

import type { DatabaseSync } from 'node:sqlite';
import { entrySha256 } from './canonical.ts';
import type { Head } from './chain.ts';
import { openForReading, readFault } from './database.ts';
import { createEntryChecks, type EntryChecks } from './entry-checks.ts';
import { mirrorFault } from './mirror-check.ts';
import type { MirrorLine } from './mirror.ts';
import { readEntries, type Read } from './read-entries.ts';
import { readSeals, type Seals } from './seals.ts';
import { statements } from './signatures.ts';
import type { Tampering } from './tampering.ts';

export interface Verification {
  /** Entries in the file, and how many retention removed before them. */
  readonly entries: number;
  readonly pruned: number;
  readonly head: Head;
  readonly keyId: string | null;
  /** Entries up to this one are from before the log had a key: nothing vouches for what was done to them before. */
  readonly unsignedThrough: number;
  readonly checkpoints: number;
  /** Worth knowing and no tampering: a clock that was set back. */
  readonly notices: readonly string[];
  readonly tampering: Tampering | null;
}

export interface VerifyOptions {
  readonly mirror: readonly MirrorLine[];
  /** The key that the log has to be signed with; null believes the one that it names itself. */
  readonly keyId: string | null;
  /** The signature of each single entry and of old checkpoints as well: far slower, and it adds nothing where the end's is good. */
  readonly everySignature: boolean;
  /** So many more have been looked at. */
  readonly onProgress?: (entries: number) => void;
}

/** Throws `LogFault` for a file that is no readable log. */
export function verifyLog(path: string, options: VerifyOptions): Verification {
  const database = openForReading(path);
  try {
    // One view of the file for every question: a kiosk may go on appending.
    database.exec('BEGIN');
    return verify(database, options);
  } catch (cause) {
    throw readFault(path, cause);
  } finally {
    database.close();
  }
}

/** How many there are to look at. Throws `LogFault`. */
export function countEntries(path: string): number {
  const database = openForReading(path);
  try {
    const row = database.prepare('SELECT count(*) AS n FROM entries').get();
    return Number(row?.['n'] ?? 0);
  } finally {
    database.close();
  }
}

function verify(database: DatabaseSync, options: VerifyOptions): Verification {
  const seals = readSeals(database, options.everySignature);
  const checks = createEntryChecks(database, seals, options.mirror);
  const walk = walkEntries(database, seals, checks, options);
  const tampering =
    keyFault(seals, options.keyId) ??
    walk.fault ??
    brokenSeal(seals) ??
    checks.strayPersonal() ??
    endFault(database, seals, walk.end) ??
    mirrorFault(options.mirror, seals, walk.end.count);
  return {
    entries: walk.entries,
    pruned: seals.pruned.count,
    head: { count: walk.end.count, sha256: walk.end.sha256 },
    keyId: seals.key?.id ?? null,
    unsignedThrough: seals.key?.since ?? walk.end.count,
    checkpoints: seals.checkpoints.length,
    notices: noticesOf(walk, seals),
    tampering,
  };
}

const PROGRESS_EVERY = 10_000;

interface Walk {
  readonly entries: number;
  readonly end: Head;
  readonly setBack: number;
  readonly fault: Tampering | null;
}

function walkEntries(
  database: DatabaseSync,
  seals: Seals,
  checks: EntryChecks,
  options: VerifyOptions,
): Walk {
  let end = seals.pruned;
  let entries = 0;
  let setBack = 0;
  let latestMs = -Infinity;
  for (const read of readEntries(database, 0, options.everySignature)) {
    const { entry, sha256 } = read;
    const fault =
      linkFault(read, end) ??
      checks.personal(entry) ??
      (options.everySignature ? signatureFault(read, seals) : null);
    if (fault !== null) return { entries, end, setBack, fault };
    const noted = checks.noted(read);
    if (noted !== null) {
      // The chain was made anew from some entry on; the signatures beside the entries know from which.
      const fault = firstUnsigned(database, seals) ?? noted;
      return { entries, end, setBack, fault };
    }
    if (entry.atMs < latestMs) setBack += 1;
    latestMs = Math.max(latestMs, entry.atMs);
    end = { count: entry.sequence, sha256 };
    entries += 1;
    if (entries % PROGRESS_EVERY === 0) options.onProgress?.(PROGRESS_EVERY);
  }
  return { entries, end, setBack, fault: null };
}

function linkFault({ entry, sha256 }: Read, end: Head): Tampering | null {
  const expected = end.count + 1;
  if (entry.sequence !== expected) {
    const through = entry.sequence - 1;
    const which =
      through === expected ? `entry ${expected} is` : `entries ${expected} to ${through} are`;
    return { sequence: expected, id: null, what: `${which} missing: deleted` };
  }
  const at = { sequence: entry.sequence, id: entry.id };
  if (entrySha256(entry) !== sha256) {
    return { ...at, what: 'it is not what was hashed: edited, moved or put in' };
  }
  if (entry.previousSha256 !== end.sha256) {
    return { ...at, what: 'it does not follow the entry before it: one of them was replaced' };
  }
  return null;
}

function signatureFault({ entry, sha256, signature }: Read, seals: Seals): Tampering | null {
  if (seals.key === null || entry.sequence <= seals.key.since) return null;
  const head = { count: entry.sequence, sha256 };
  if (signature !== null && seals.key.verify(statements.entry(head), signature)) return null;
  const from = entry.sequence === seals.key.since + 1 && entry.sequence > 1;
  const what = "it is not signed with the log's key: edited or put in, and the chain made anew";
  return {
    sequence: entry.sequence,
    id: entry.id,
    what: from ? `${what}, here or before the log had a key` : what,
  };
}

function firstUnsigned(database: DatabaseSync, seals: Seals): Tampering | null {
  for (const read of readEntries(database, seals.key?.since ?? 0, true)) {
    const fault = signatureFault(read, seals);
    if (fault !== null) return fault;
  }
  return null;
}

function keyFault({ key }: Seals, keyId: string | null): Tampering | null {
  if (keyId === null || key === null || key.id === keyId) return null;
  return {
    sequence: null,
    id: null,
    what: `it is signed with the key ${key.id}, and should be with ${keyId}`,
  };
}

const brokenSeal = ({ broken }: Seals): Tampering | null =>
  broken === null ? null : { sequence: broken.count, id: null, what: broken.what };

function endFault(database: DatabaseSync, seals: Seals, end: Head): Tampering | null {
  const signedTo = seals.headIsSigned ? (seals.head?.count ?? 0) : 0;
  const furthest = seals.checkpoints.reduce((most, { count }) => Math.max(most, count), signedTo);
  if (furthest > end.count) {
    const what = `entries ${end.count + 1} to ${furthest} are missing at the end: cut off`;
    return { sequence: end.count + 1, id: null, what };
  }
  // An empty file that never had a key, or one whose entries wait for the key's first use.
  if (seals.key === null) return null;
  if (seals.headIsSigned && seals.head?.count === end.count && seals.head.sha256 === end.sha256) {
    return null;
  }
  const first = firstUnsigned(database, seals);
  if (first !== null) return first;
  const what = 'the log is not signed as ending here: entries behind it were cut off or put in';
  return { sequence: end.count, id: null, what };
}

function noticesOf({ setBack, end }: Walk, { key }: Seals): readonly string[] {
  return [
    ...(setBack === 0
      ? []
      : [`${setBack} entries bear an earlier time than one before them: the clock was set back`]),
    ...(key === null && end.count > 0 ? ['the log was never signed; start the kiosk once'] : []),
  ];
}
