// What a mirror alone can show: a log that was put back to an older copy, or signed anew. CLI process.

import type { MirrorLine } from './mirror.ts';
import type { Seals } from './seals.ts';
import { statements } from './signatures.ts';
import type { Tampering } from './tampering.ts';

/** Hashes are compared while the entries are read; this asks for the rest. `count` is where the log ends. */
export function mirrorFault(
  mirror: readonly MirrorLine[],
  { key }: Seals,
  count: number,
): Tampering | null {
  for (const [i, line] of mirror.entries()) {
    const at = { sequence: line.count, id: null };
    if (line.keyId !== key?.id) {
      return { ...at, what: `line ${i + 1} of the mirror is signed with another key than the log` };
    }
    const claim = { ...line, atMs: Date.parse(line.at) };
    if (!key.verify(statements.checkpoint(claim), Buffer.from(line.signature, 'base64'))) {
      return { ...at, what: `line ${i + 1} of the mirror is not signed with the log's key` };
    }
  }
  // Not the last line: a log that was put back goes on writing to the same mirror.
  const furthest = mirror.reduce((most, line) => Math.max(most, line.count), 0);
  if (furthest <= count) return null;
  return {
    sequence: count + 1,
    id: null,
    what: `entries ${count + 1} to ${furthest}, which the mirror has noted, are missing: cut off, or an older copy was put back`,
  };
}
