// Faces as rows: sealed on the way in, opened on the way out. Main process, API, CLI.

import { endianness } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { TEMPLATE_LENGTH, type Face, type NewFace } from '#core/identity/index.ts';
import { padScore } from '#core/pad/index.ts';
import type { Beside, Vault } from './seal.ts';

/** A row that was opened. The caller zeroes the template. */
export interface OpenedFace {
  readonly sequence: number;
  readonly face: Face;
  readonly template: Float32Array;
}

/** A row that is not what was written: changed, or put in the place of another one. */
export interface BrokenFace {
  readonly sequence: number;
  readonly face: null;
  readonly id: string;
  readonly collectionId: string;
}

export interface FaceRows {
  /** The template has length 1. */
  readonly insert: (id: string, collectionId: string, face: NewFace, nowMs: number) => OpenedFace;
  readonly bySequence: (sequence: number) => OpenedFace | BrokenFace | null;
  /** The same without all that is not searched. */
  readonly templateOf: (sequence: number) => Float32Array | BrokenFace | null;
  readonly sequenceOf: (collectionId: string, id: string) => number | null;
  readonly sequencesOf: (collectionId: string, after: number, limit: number) => readonly number[];
  readonly sequencesOfPerson: (collectionId: string, externalId: string) => readonly number[];
  readonly sequencesExpired: (nowMs: number) => readonly number[];
  readonly all: () => readonly { readonly sequence: number; readonly collectionId: string }[];
  readonly remove: (sequence: number) => void;
}

const TEMPLATE_BYTES = 4 * TEMPLATE_LENGTH;

const bytes = z.instanceof(Uint8Array);
const faceRow = z.object({
  sequence: z.number(),
  id: z.string(),
  collection_id: z.string(),
  person: bytes,
  nonce: bytes,
  sealed: bytes,
  quality: z.number(),
  liveness_checked: z.number(),
  liveness_score: z.number().nullable(),
  created_at_ms: z.number(),
  expires_at_ms: z.number().nullable(),
});
type FaceRow = z.infer<typeof faceRow>;

/** What is sealed behind the template. */
const personal = z.object({
  externalId: z.string(),
  consent: z.object({ at: z.string(), by: z.string(), textVersion: z.string() }),
});

const sequenceRows = z.array(z.object({ sequence: z.number() }));

export function createFaceRows(database: DatabaseSync, vault: Vault): FaceRows {
  const insert = database.prepare(`
    INSERT INTO faces (id, collection_id, person, nonce, sealed, quality, liveness_checked, liveness_score, created_at_ms, expires_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const bySequence = database.prepare('SELECT * FROM faces WHERE sequence = ?');
  const byId = database.prepare('SELECT sequence FROM faces WHERE collection_id = ? AND id = ?');
  const page = database.prepare(
    'SELECT sequence FROM faces WHERE collection_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  );
  const byPerson = database.prepare(
    'SELECT sequence FROM faces WHERE collection_id = ? AND person = ? ORDER BY sequence',
  );
  const expired = database.prepare(
    'SELECT sequence FROM faces WHERE expires_at_ms <= ? ORDER BY sequence',
  );
  const all = database.prepare('SELECT sequence, collection_id FROM faces ORDER BY sequence');
  const remove = database.prepare('DELETE FROM faces WHERE sequence = ?');
  const tagOf = (collectionId: string, externalId: string): Uint8Array =>
    vault.tag(['person', collectionId, externalId]);
  const sequences = (rows: unknown): readonly number[] =>
    sequenceRows.parse(rows).map(({ sequence }) => sequence);

  return {
    insert(id, collectionId, newFace, nowMs) {
      const { externalId, template, quality, liveness, consent, expiresAt } = newFace;
      const row = {
        id,
        collection_id: collectionId,
        person: tagOf(collectionId, externalId),
        quality,
        liveness_checked: liveness.kind === 'checked' ? 1 : 0,
        liveness_score: liveness.kind === 'checked' ? liveness.score : null,
        created_at_ms: nowMs,
        expires_at_ms: expiresAt === null ? null : Date.parse(expiresAt),
      };
      const plain = encode(template, { externalId, consent });
      const { nonce, sealed } = vault.seal(plain, besideOf(row));
      plain.fill(0);
      const { lastInsertRowid } = insert.run(
        row.id,
        row.collection_id,
        row.person,
        nonce,
        sealed,
        row.quality,
        row.liveness_checked,
        row.liveness_score,
        row.created_at_ms,
        row.expires_at_ms,
      );
      const sequence = Number(lastInsertRowid);
      return { sequence, face: faceOf(row, { externalId, consent }), template };
    },
    bySequence(sequence) {
      const raw = bySequence.get(sequence);
      if (raw === undefined) return null;
      const row = faceRow.parse(raw);
      return unsealed(row, vault, (plain) => ({
        sequence,
        face: faceOf(row, personalIn(plain)),
        template: templateIn(plain),
      }));
    },
    templateOf(sequence) {
      const raw = bySequence.get(sequence);
      return raw === undefined ? null : unsealed(faceRow.parse(raw), vault, templateIn);
    },
    sequenceOf(collectionId, id) {
      const raw = byId.get(collectionId, id);
      return raw === undefined ? null : Number(raw['sequence']);
    },
    sequencesOf: (collectionId, after, limit) => sequences(page.all(collectionId, after, limit)),
    sequencesOfPerson: (collectionId, externalId) =>
      sequences(byPerson.all(collectionId, tagOf(collectionId, externalId))),
    sequencesExpired: (nowMs) => sequences(expired.all(nowMs)),
    all: () =>
      all.all().map((raw) => ({
        sequence: Number(raw['sequence']),
        collectionId: String(raw['collection_id']),
      })),
    remove: (sequence) => void remove.run(sequence),
  };
}

function unsealed<T>(row: FaceRow, vault: Vault, read: (plain: Buffer) => T): T | BrokenFace {
  const plain = vault.unseal(row, besideOf(row));
  if (plain === null) {
    return { sequence: row.sequence, face: null, id: row.id, collectionId: row.collection_id };
  }
  try {
    return read(plain);
  } finally {
    plain.fill(0);
  }
}

type Unsealed = Omit<FaceRow, 'sequence' | 'person' | 'nonce' | 'sealed'> & {
  readonly person: Uint8Array;
};

/** Every column beside the seal: none can be changed, and no seal moved to another row, without its showing. */
const besideOf = (row: Unsealed): Beside => [
  'face',
  1,
  row.collection_id,
  row.id,
  Buffer.from(row.person).toString('hex'),
  row.quality,
  row.liveness_checked,
  row.liveness_score,
  row.created_at_ms,
  row.expires_at_ms,
];

const faceOf = (
  row: Unsealed,
  { externalId, consent }: Pick<NewFace, 'externalId' | 'consent'>,
): Face => ({
  id: row.id,
  collectionId: row.collection_id,
  externalId,
  quality: row.quality,
  liveness:
    row.liveness_score === null
      ? { kind: 'skipped' }
      : { kind: 'checked', score: padScore(row.liveness_score) },
  consent,
  createdAt: new Date(row.created_at_ms).toISOString(),
  expiresAt: row.expires_at_ms === null ? null : new Date(row.expires_at_ms).toISOString(),
});

/** The template, little-endian, and JSON behind it. */
function encode(template: Float32Array, behind: Pick<NewFace, 'externalId' | 'consent'>): Buffer {
  const text = Buffer.from(JSON.stringify(behind));
  const plain = Buffer.alloc(TEMPLATE_BYTES + text.length);
  for (const [i, value] of template.entries()) plain.writeFloatLE(value, 4 * i);
  text.copy(plain, TEMPLATE_BYTES);
  text.fill(0);
  return plain;
}

function templateIn(plain: Buffer): Float32Array {
  const template = new Float32Array(TEMPLATE_LENGTH);
  if (endianness() === 'LE') new Uint8Array(template.buffer).set(plain.subarray(0, TEMPLATE_BYTES));
  else template.forEach((_, i) => (template[i] = plain.readFloatLE(4 * i)));
  return template;
}

const personalIn = (plain: Buffer): z.infer<typeof personal> =>
  personal.parse(JSON.parse(plain.toString('utf8', TEMPLATE_BYTES)));
