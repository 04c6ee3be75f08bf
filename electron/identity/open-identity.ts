// Opens the register: database, key, templates in memory, and the rules of what may go in and out. Main process, API, CLI.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { sameness, type Face, type IdentityEvent, type Match } from '#core/identity/index.ts';
import { createBackups } from './backups.ts';
import { createCollectionRows } from './collection-rows.ts';
import { identityFault, openRegister, transact } from './database.ts';
import { createErasure } from './erasure.ts';
import { createFaceRows } from './face-rows.ts';
import { createGalleries } from './galleries.ts';
import { IdentityFault } from './identity-fault.ts';
import type { Identity, IdentityOptions } from './identity.ts';
import { takeVault, type IdentityKeys } from './key.ts';
import { parseName, parseNewFace, parsePresented } from './new-face.ts';
import type { Product } from './product.ts';
import { searchGallery } from './search.ts';

const PAGE = 1000;

/** Opens (and creates) `identity.sqlite` in the data folder. Rejects with `IdentityFault`. */
export async function openIdentity(
  dataFolder: string,
  keys: IdentityKeys,
  options: IdentityOptions,
): Promise<Identity> {
  const product = await (options.product ?? nativeProduct)();
  const path = join(dataFolder, 'identity.sqlite');
  const database = openRegister(path);
  try {
    return register(
      { database, path, backups: join(dataFolder, 'backups'), keys, product },
      options,
    );
  } catch (cause) {
    database.close();
    throw identityFault(path, cause);
  }
}

/** Loaded where it is wanted: whoever brings another product goes without onnxruntime. */
async function nativeProduct(): Promise<Product> {
  const { createProduct } = await import('./native-product.ts');
  return createProduct();
}

interface Parts {
  readonly database: DatabaseSync;
  readonly path: string;
  readonly backups: string;
  readonly keys: IdentityKeys;
  readonly product: Product;
}

function register(parts: Parts, options: IdentityOptions): Identity {
  const { database, path, keys, product } = parts;
  const { record, wallClock = Date.now, print = () => undefined } = options;
  const now = (): number => Math.round(wallClock());
  const vault = takeVault(database, keys, path);
  if (keys.warning !== null) print(`notice: ${keys.warning}`);
  const collections = createCollectionRows(database);
  const rows = createFaceRows(database, vault);
  const galleries = createGalleries(database, rows, product, (faceId) =>
    print(
      `identity: face ${faceId} is not what was enrolled and matches nobody: somebody changed the file; delete the face and enrol it again`,
    ),
  );
  const backups = createBackups(database, parts.backups);
  const { erase } = createErasure(database, path, rows, galleries, backups, options);
  galleries.refresh();

  function inCollection(id: string): void {
    galleries.refresh();
    if (!collections.has(id))
      throw new IdentityFault('no-such-collection', `there is no collection ${id}`);
  }

  function sequenceIn(collectionId: string, faceId: string): number {
    const sequence = rows.sequenceOf(collectionId, faceId);
    if (sequence !== null) return sequence;
    throw new IdentityFault('no-such-face', `there is no face ${faceId} in ${collectionId}`);
  }

  /** Null for one that cannot be read, too. */
  function readFace(sequence: number): Face | null {
    const opened = rows.bySequence(sequence);
    if (opened === null || opened.face === null) return null;
    opened.template.fill(0);
    return opened.face;
  }

  const isExpired = ({ expiresAt }: Face): boolean =>
    expiresAt !== null && Date.parse(expiresAt) <= now();

  return {
    createCollection(name) {
      const parsed = parseName(name);
      return transact(database, () => collections.insert(randomUUID(), parsed, now()));
    },
    listCollections: () => collections.all(),
    async removeCollection(collectionId) {
      inCollection(collectionId);
      return erase(rows.sequencesOf(collectionId, 0, -1), 'collection-removed', () =>
        collections.remove(collectionId),
      );
    },
    async enrol(collectionId, newFace, operator) {
      const face = parseNewFace(newFace);
      inCollection(collectionId);
      const id = randomUUID();
      // Told before it is done: a log that cannot be written enrols nobody.
      await record({ ...enrolment(collectionId, id, face), ...doneBy(operator) });
      const opened = transact(database, () => {
        inCollection(collectionId);
        return rows.insert(id, collectionId, face, now());
      });
      galleries.add(opened);
      opened.template.fill(0);
      return opened.face;
    },
    faces(collectionId, { limit = PAGE, after } = {}) {
      inCollection(collectionId);
      const from = after === undefined ? 0 : sequenceIn(collectionId, after);
      return rows
        .sequencesOf(collectionId, from, limit)
        .map(readFace)
        .filter((face) => face !== null);
    },
    face(collectionId, faceId) {
      inCollection(collectionId);
      const sequence = rows.sequenceOf(collectionId, faceId);
      return sequence === null ? null : readFace(sequence);
    },
    async removeFace(collectionId, faceId, operator) {
      inCollection(collectionId);
      const sequence = sequenceIn(collectionId, faceId);
      return erase([sequence], 'request', undefined, operator);
    },
    async search(collectionId, template, limits = {}) {
      inCollection(collectionId);
      const presented = parsePresented(template);
      return searchGallery(galleries.of(collectionId), rows, presented, limits, now());
    },
    compare(collectionId, claim, template) {
      inCollection(collectionId);
      const presented = parsePresented(template);
      const gallery = galleries.of(collectionId);
      const claimed =
        'faceId' in claim
          ? [rows.sequenceOf(collectionId, claim.faceId)].filter((each) => each !== null)
          : rows.sequencesOfPerson(collectionId, claim.externalId);
      return claimed.reduce<Match | null>((best, sequence) => {
        const face = readFace(sequence);
        const similarity = gallery.similarity(presented, sequence);
        if (face === null || similarity === null || isExpired(face)) return best;
        if (best !== null && best.similarity >= similarity) return best;
        const { id: faceId, externalId } = face;
        return { faceId, externalId, similarity, same: sameness(similarity) };
      }, null);
    },
    async purgeExpired() {
      galleries.refresh();
      return erase(rows.sequencesExpired(now()), 'expired');
    },
    backup: () => backups.write(now()),
    [Symbol.dispose]() {
      galleries[Symbol.dispose]();
      database.close();
    },
  };
}

const doneBy = (operator: string | undefined): { readonly operator?: string } =>
  operator === undefined ? {} : { operator };

const enrolment = (
  collection: string,
  face: string,
  { liveness, externalId }: Parameters<Identity['enrol']>[1],
): IdentityEvent => ({
  kind: 'face-enrolled',
  collection,
  face,
  liveness: liveness.kind,
  score: liveness.kind === 'checked' ? liveness.score : null,
  externalId,
});
