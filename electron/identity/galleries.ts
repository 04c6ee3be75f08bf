// Every collection's templates in memory, kept level with the database whoever writes to it. Main process, API, CLI.

import type { DatabaseSync } from 'node:sqlite';
import type { FaceRows, OpenedFace } from './face-rows.ts';
import { createGallery, type Gallery } from './gallery.ts';
import type { Product } from './product.ts';

export interface Galleries extends Disposable {
  /** Takes up what other processes have written. Before everything else that reads. */
  readonly refresh: () => void;
  readonly of: (collectionId: string) => Gallery;
  readonly add: (opened: OpenedFace) => void;
  readonly remove: (sequence: number) => void;
}

export function createGalleries(
  database: DatabaseSync,
  rows: FaceRows,
  product: Product,
  onBroken: (faceId: string) => void,
): Galleries {
  const galleries = new Map<string, Gallery>();
  /** Of every row that was read, broken ones too: a face is never changed, so that none is read twice. */
  const collectionOf = new Map<number, string>();
  const dataVersion = database.prepare('PRAGMA data_version');
  let seen: unknown = null;

  function of(collectionId: string): Gallery {
    const known = galleries.get(collectionId);
    if (known !== undefined) return known;
    const made = createGallery(product);
    galleries.set(collectionId, made);
    return made;
  }

  function remove(sequence: number): void {
    const collectionId = collectionOf.get(sequence);
    if (collectionId === undefined) return;
    collectionOf.delete(sequence);
    const gallery = galleries.get(collectionId);
    gallery?.remove(sequence);
    if (gallery?.size() === 0) galleries.delete(collectionId);
  }

  function read(sequence: number, collectionId: string): void {
    collectionOf.set(sequence, collectionId);
    const template = rows.templateOf(sequence);
    if (template === null) return;
    if ('face' in template) {
      onBroken(template.id);
      return;
    }
    of(collectionId).add(sequence, template);
    template.fill(0);
  }

  return {
    refresh() {
      // Changes with what other connections commit, never with what this one does.
      const version = dataVersion.get()?.['data_version'];
      if (version === seen) return;
      seen = version;
      const there = new Map(rows.all().map((row) => [row.sequence, row.collectionId]));
      for (const sequence of collectionOf.keys()) if (!there.has(sequence)) remove(sequence);
      for (const [sequence, collectionId] of there)
        if (!collectionOf.has(sequence)) read(sequence, collectionId);
    },
    of,
    add({ sequence, face, template }) {
      collectionOf.set(sequence, face.collectionId);
      of(face.collectionId).add(sequence, template);
    },
    remove,
    [Symbol.dispose]() {
      for (const gallery of galleries.values()) gallery[Symbol.dispose]();
      galleries.clear();
      collectionOf.clear();
    },
  };
}
