// Collections as rows. Main process, API, CLI.

import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Collection } from '#core/identity/index.ts';

export interface CollectionRows {
  readonly insert: (id: string, name: string, nowMs: number) => Collection;
  readonly has: (id: string) => boolean;
  readonly all: () => readonly Collection[];
  readonly remove: (id: string) => void;
}

const rows = z.array(z.object({ id: z.string(), name: z.string(), created_at_ms: z.number() }));

export function createCollectionRows(database: DatabaseSync): CollectionRows {
  const insert = database.prepare(
    'INSERT INTO collections (id, name, created_at_ms) VALUES (?, ?, ?)',
  );
  const one = database.prepare('SELECT id FROM collections WHERE id = ?');
  const all = database.prepare('SELECT id, name, created_at_ms FROM collections ORDER BY sequence');
  const remove = database.prepare('DELETE FROM collections WHERE id = ?');
  return {
    insert(id, name, nowMs) {
      insert.run(id, name, nowMs);
      return { id, name, createdAt: new Date(nowMs).toISOString() };
    },
    has: (id) => one.get(id) !== undefined,
    all: () =>
      rows.parse(all.all()).map(({ id, name, created_at_ms }) => ({
        id,
        name,
        createdAt: new Date(created_at_ms).toISOString(),
      })),
    remove: (id) => void remove.run(id),
  };
}
