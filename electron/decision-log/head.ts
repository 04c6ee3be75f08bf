// The signed end of the chain: one row, moved with every entry. Main process, CLI.

import type { DatabaseSync } from 'node:sqlite';
import { GENESIS } from './canonical.ts';
import type { Head } from './chain.ts';
import { LogFault } from './log-fault.ts';
import { createVerifier, statements, type Signer } from './signatures.ts';

export interface SignedHead {
  /**
   * The end of the chain as this key has signed it. Throws `LogFault` where it is another: to build on that would vouch for what
   * somebody else put there. Asked before every entry, in its transaction.
   */
  readonly check: () => Head;
  readonly move: (to: Head) => void;
}

/** `readEnd` says where the entries really end. A log whose entries are all from before its key is signed here, once. */
export function takeHead(
  database: DatabaseSync,
  signer: Signer,
  readEnd: () => Head,
  path: string,
): SignedHead {
  const read = database.prepare('SELECT count, sha256, signature FROM head');
  const write = database.prepare(`
    INSERT INTO head (one, count, sha256, signature) VALUES (1, ?, ?, ?)
    ON CONFLICT (one) DO UPDATE SET count = excluded.count, sha256 = excluded.sha256, signature = excluded.signature`);
  const since = database.prepare('SELECT since FROM signing_key');
  const verify = createVerifier(signer.publicKey);

  const move = (to: Head): void => {
    write.run(to.count, to.sha256, signer.sign(statements.head(to)));
  };
  const altered = (why: string): never => {
    throw new LogFault(
      `decision log ${path}: ${why}; it takes no entries until somebody has looked: run gatelight log verify, and keep a copy`,
    );
  };
  const check = (): Head => {
    const end = readEnd();
    const row = read.get();
    if (row === undefined) return altered('the signature of its end is gone');
    if (Number(row['count']) !== end.count || row['sha256'] !== end.sha256) {
      return altered('it does not end where it was signed');
    }
    const signature = row['signature'];
    if (!(signature instanceof Uint8Array) || !verify(statements.head(end), signature)) {
      return altered('its end is not signed with its key');
    }
    return end;
  };

  const end = readEnd();
  const first = read.get() === undefined && Number(since.get()?.['since']) === end.count;
  if (first && (end.count > 0 || end.sha256 === GENESIS)) move(end);
  return { check, move };
}
