// Entries with the names that lie beside the chain: for operators, not for exports. Main process.

import type { NamedEntry } from '#core/protocol/index.ts';
import { openForReading, readFault } from './database.ts';
import { selectEntries, type EntryQuery } from './entries.ts';

/** Throws `LogFault` when there is no readable log at `path`. */
export function listNamed(path: string, query: EntryQuery): NamedEntry[] {
  const database = openForReading(path);
  try {
    database.exec('BEGIN');
    const beside = database.prepare('SELECT field, value FROM personal WHERE sequence = ?');
    return [...selectEntries(database, query)].map((entry) => ({
      ...entry,
      names: Object.fromEntries(
        beside.all(entry.sequence).map(({ field, value }) => [String(field), String(value)]),
      ),
    }));
  } catch (cause) {
    throw readFault(path, cause);
  } finally {
    database.close();
  }
}
