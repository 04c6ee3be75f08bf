// The files of a register, looked at and changed behind its back. Tests only.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Every file below the folder whose bytes contain those. */
export const filesWith = (folder: string, bytes: Uint8Array): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(Buffer.from(bytes)));

export function change(folder: string, sql: string): void {
  using database = new DatabaseSync(databaseOf(folder));
  database.exec(sql);
}

/** What a column of bytes has of that face. */
export function bytesIn(folder: string, column: string, faceId: string): Uint8Array {
  using database = new DatabaseSync(databaseOf(folder));
  const row = database.prepare(`SELECT ${column} AS it FROM faces WHERE id = ?`).get(faceId);
  const it = row?.['it'];
  if (!(it instanceof Uint8Array)) throw new Error(`${column} holds no bytes`);
  return it;
}

export const databaseOf = (folder: string): string => join(folder, 'identity.sqlite');
