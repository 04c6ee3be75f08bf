// What else is known of single entries: hashes that checkpoints and a mirror have noted, personal fields. CLI process.

import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { personalDigest, type EntryFields } from './canonical.ts';
import type { MirrorLine } from './mirror.ts';
import type { Read } from './read-entries.ts';
import type { Seals } from './seals.ts';
import type { Tampering } from './tampering.ts';

/** To be asked of the entries in their order. */
export interface EntryChecks {
  readonly noted: (read: Read) => Tampering | null;
  readonly personal: (entry: EntryFields) => Tampering | null;
  /** After the last entry: fields of entries that there are not. */
  readonly strayPersonal: () => Tampering | null;
}

export function createEntryChecks(
  database: DatabaseSync,
  seals: Seals,
  mirror: readonly MirrorLine[],
): EntryChecks {
  const noted = new Map(seals.checkpoints.map(({ count, sha256 }) => [count, sha256]));
  // The first that was noted counts: what came later may be the doing of whoever put an old copy back.
  const mirrored = new Map(mirror.toReversed().map(({ count, sha256 }) => [count, sha256]));
  const personal = readPersonal(database);
  let unseen: { readonly sequence: number; readonly id: string } | null = null;

  return {
    noted({ entry: { sequence, id }, sha256 }) {
      unseen ??= { sequence, id };
      const seen = mirrored.get(sequence);
      if (seen !== undefined && seen !== sha256) {
        const what = `entries ${unseen.sequence} to ${sequence} are not those that the mirror has noted: made anew, with the log's key`;
        return { ...unseen, what };
      }
      if (seen !== undefined) unseen = null;
      const own = noted.get(sequence);
      if (own === undefined || own === sha256) return null;
      return { sequence, id, what: 'it is not the entry that a checkpoint has noted' };
    },
    personal(entry) {
      const fields = personal.get(entry.sequence);
      if (fields === undefined) return null;
      personal.delete(entry.sequence);
      const digests = digestsIn(entry.body);
      const bad = fields.find(
        ({ field, salt, value }) => digests[field] !== personalDigest(salt, value),
      );
      if (bad === undefined) return null;
      return {
        sequence: entry.sequence,
        id: entry.id,
        what: `its ${bad.field} is not the one that was hashed: edited or put in`,
      };
    },
    strayPersonal() {
      const [sequence] = personal.keys();
      if (sequence === undefined) return null;
      return { sequence, id: null, what: 'a personal field belongs to no entry: put in' };
    },
  };
}

const personalRow = z.object({
  sequence: z.number(),
  field: z.string(),
  salt: z.string(),
  value: z.string(),
});
type PersonalRow = z.infer<typeof personalRow>;

function readPersonal(database: DatabaseSync): Map<number, PersonalRow[]> {
  const rows = z.array(personalRow).parse(database.prepare('SELECT * FROM personal').all());
  return Map.groupBy(rows, ({ sequence }) => sequence);
}

const withDigests = z.object({ personal: z.record(z.string(), z.string()).default({}) });

function digestsIn(body: string): Readonly<Record<string, string>> {
  return withDigests.parse(JSON.parse(body)).personal;
}
