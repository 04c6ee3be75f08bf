// Signed notes of how long the chain was and where it ended, taken now and then and at both ends of a run. Main process, CLI.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Head } from './chain.ts';
import { statements, type CheckpointClaim, type Signer } from './signatures.ts';

/** Entries from one checkpoint to the next: what a thief of the key could rewrite unseen by the mirror. */
const EVERY = 100;

export type CheckpointCause = 'open' | 'every' | 'close';

export interface Checkpoint extends CheckpointClaim {
  readonly cause: CheckpointCause;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

export interface Checkpoints {
  /** Inside the caller's transaction. Null where this boot has noted this very end already. */
  readonly take: (head: Head, cause: CheckpointCause, atMs: number) => Checkpoint | null;
  /** The same, where one is due. */
  readonly takeDue: (head: Head, atMs: number) => Checkpoint | null;
}

export function createCheckpoints(database: DatabaseSync, signer: Signer): Checkpoints {
  const insert = database.prepare(`
    INSERT INTO checkpoints (count, sha256, at_ms, boot_id, cause, signature)
    VALUES (?, ?, ?, ?, ?, ?)`);
  const last = database.prepare(
    'SELECT count, sha256, boot_id FROM checkpoints ORDER BY number DESC LIMIT 1',
  );
  const bootId = readBootId();

  const take: Checkpoints['take'] = (head, cause, atMs) => {
    const noted = last.get();
    if (
      noted?.['count'] === head.count &&
      noted['sha256'] === head.sha256 &&
      noted['boot_id'] === bootId
    ) {
      return null;
    }
    const claim = { count: head.count, sha256: head.sha256, atMs, bootId, cause };
    const signature = signer.sign(statements.checkpoint(claim));
    insert.run(claim.count, claim.sha256, atMs, bootId, cause, signature);
    return { ...claim, keyId: signer.keyId, signature };
  };
  return {
    take,
    takeDue: (head, atMs) => (head.count % EVERY === 0 ? take(head, 'every', atMs) : null),
  };
}

/** Changes when the machine starts, where the system has such a thing, else when the program does. */
function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return randomUUID();
  }
}
