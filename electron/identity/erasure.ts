// Deletes faces for good: from our backups, the database, its write-ahead log and memory. Main process, API, CLI.

import type { DatabaseSync } from 'node:sqlite';
import type { IdentityEvent } from '#core/identity/index.ts';
import type { Backups } from './backups.ts';
import { transact } from './database.ts';
import type { FaceRows } from './face-rows.ts';
import type { Galleries } from './galleries.ts';
import type { IdentityOptions, Removal } from './identity.ts';

type Deletion = Extract<IdentityEvent, { kind: 'face-deleted' }>;

export interface Erasure {
  readonly erase: (
    sequences: readonly number[],
    cause: Deletion['cause'],
    /** In the transaction that removes the rows. */
    also?: () => void,
    /** Who did it at a kiosk's desk. */
    operator?: string,
  ) => Promise<Removal>;
}

export function createErasure(
  database: DatabaseSync,
  path: string,
  rows: FaceRows,
  galleries: Galleries,
  backups: Backups,
  { record, print = () => undefined }: Pick<IdentityOptions, 'record' | 'print'>,
): Erasure {
  return {
    async erase(sequences, cause, also = () => undefined, operator) {
      const deletions = sequences.flatMap((sequence) => deletionOf(rows, sequence, cause));
      // The backups first: a crash in between leaves a face that can be deleted again, not a copy of one that cannot.
      const inBackups = backups.erase(deletions.map(({ face }) => face));
      transact(database, () => {
        for (const sequence of sequences) rows.remove(sequence);
        also();
      });
      for (const sequence of sequences) galleries.remove(sequence);
      const remains = [...inBackups, ...(emptyWriteAheadLog(database) ? [] : [busy(path)])];
      for (const line of remains) print(line);
      const by = operator === undefined ? {} : { operator };
      for (const deletion of deletions) await record({ ...deletion, ...by });
      return { removed: deletions.length, remains };
    },
  };
}

function deletionOf(
  rows: FaceRows,
  sequence: number,
  cause: Deletion['cause'],
): readonly Deletion[] {
  const opened = rows.bySequence(sequence);
  if (opened === null) return [];
  const { face } = opened;
  if (face === null) {
    const { id, collectionId } = opened;
    return [{ kind: 'face-deleted', collection: collectionId, face: id, cause, externalId: null }];
  }
  opened.template.fill(0);
  const { id, collectionId, externalId } = face;
  return [{ kind: 'face-deleted', collection: collectionId, face: id, cause, externalId }];
}

/** Pages from before the deletion lie in it. False while another process is reading. */
const emptyWriteAheadLog = (database: DatabaseSync): boolean =>
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;

const busy = (path: string): string =>
  `identity ${path}-wal: another process is reading, so that what was deleted is still in it, encrypted; it goes with the next deletion, or when the register is closed`;
