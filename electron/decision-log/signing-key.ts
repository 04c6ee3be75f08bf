// Which key a log is signed with: taken up once, and from then on the same one or none. Main process, CLI.

import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Head } from './chain.ts';
import type { KeyStore } from './key-store.ts';
import { LogFault } from './log-fault.ts';
import { createSigner, statements, type Signer } from './signatures.ts';

/**
 * The signer of this log; called inside a transaction. Throws `LogFault` for a key that is missing, unreadable or another one: a log that
 * has been signed never gets a second key, for that key would vouch for whatever was done to the log meanwhile.
 */
export function takeSigner(
  database: DatabaseSync,
  store: KeyStore,
  end: Head,
  path: string,
): Signer {
  const known = database.prepare('SELECT id FROM signing_key').get();
  if (known === undefined) return firstSigner(database, store, end, path);
  const signer = readSigner(store);
  if (signer === null) {
    throw new LogFault(
      `decision log ${path}: its key ${store.where} is missing; put it back from a backup, or move the log away and begin a new one`,
    );
  }
  if (signer.keyId !== known['id']) {
    throw new LogFault(
      `decision log ${path}: ${store.where} is not the key that it was signed with (${String(known['id']).slice(0, 16)}…); put that one back`,
    );
  }
  return signer;
}

function firstSigner(database: DatabaseSync, store: KeyStore, end: Head, path: string): Signer {
  // A key without a log that knows it: this log, or its row, was put in the place of the one that was signed.
  if (end.count > 0 && store.read() !== null) {
    throw new LogFault(
      `decision log ${path}: it has entries but has lost its key's row, and ${store.where} exists; run: gatelight log verify`,
    );
  }
  if (store.read() === null) {
    const { privateKey } = generateKeyPairSync('ed25519');
    store.create(privateKey.export({ type: 'pkcs8', format: 'der' }));
  }
  const signer = readSigner(store);
  if (signer === null)
    throw new LogFault(`decision log ${path}: no key could be kept in ${store.where}`);
  database
    .prepare(
      'INSERT INTO signing_key (one, id, public_key, since, signature) VALUES (1, ?, ?, ?, ?)',
    )
    .run(signer.keyId, signer.publicKey, end.count, signer.sign(statements.key(end.count)));
  return signer;
}

function readSigner(store: KeyStore): Signer | null {
  const key = store.read();
  if (key === null) return null;
  try {
    return createSigner(createPrivateKey({ key, type: 'pkcs8', format: 'der' }));
  } catch (cause) {
    throw new LogFault(
      `decision log: ${store.where} holds no Ed25519 key; put it back from a backup`,
      {
        cause,
      },
    );
  }
}
