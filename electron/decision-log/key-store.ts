// Where a private key lies, the log's or the identity register's: a file of its owner's, sealed by the system's key store where there is one. Main process, CLI.

import { createPrivateKey } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { LogFault } from './log-fault.ts';
import { createSigner } from './signatures.ts';

/** Keeps one private key (the log's is PKCS#8, DER) and never replaces it. */
export interface KeyStore {
  /** For messages. */
  readonly where: string;
  /** What the operator should know of this store; null where there is nothing. */
  readonly warning: string | null;
  /** Null where there is none. Throws `LogFault` for one that must not be used. */
  readonly read: () => Buffer | null;
  /** Durable before it returns. Keeps what is there already. */
  readonly create: (key: Buffer) => void;
}

/** The system's key store, as Electron's `safeStorage` gives it. */
export interface KeySeal {
  readonly seal: (key: Buffer) => Buffer;
  readonly unseal: (sealed: Buffer) => Buffer;
}

/** What a key is for, in the words of its messages. */
export interface KeyPurpose {
  /** Of its file in `keys/`. */
  readonly file: string;
  /** Whose it is. */
  readonly of: string;
  /** What whoever reads the plain file can do, and what to do against it. */
  readonly risk: string;
  /** What only the kiosk under Electron can do with a sealed one. */
  readonly use: string;
}

const LOG_KEY: KeyPurpose = {
  file: 'decision-log.ed25519',
  of: 'decision log',
  risk: 'whoever reads it can sign; keep this account to the kiosk, and set log.mirror',
  use: 'add to this log',
};
/** The key that enrolled faces are encrypted with. */
export const IDENTITY_KEY: KeyPurpose = {
  file: 'identity.aes256',
  of: 'identity register',
  risk: 'whoever reads it and identity.sqlite has the templates; keep this account to the kiosk, and the key out of backups of the database',
  use: 'read enrolled faces',
};
/** The key that badges and PINs are digested with. */
export const CREDENTIALS_KEY: KeyPurpose = {
  file: 'credentials.hmac256',
  of: 'badges and PINs',
  risk: 'whoever reads it and credentials.sqlite can find out the PINs; keep this account to the kiosk, and the key out of backups of the database',
  use: 'read or change them',
};
/** The key that opens the keys of snapshots. */
export const SNAPSHOTS_KEY: KeyPurpose = {
  file: 'snapshots.aes256',
  of: 'snapshots',
  risk: 'whoever reads it and the folder snapshots has the pictures; keep this account to the kiosk, and the key out of backups of that folder',
  use: 'open them',
};
const OTHERS = 0o077;

/** In `keys/` of the data folder. A key that was made without a seal stays as it is: only its owner may exchange it. */
export function createKeyStore(
  dataFolder: string,
  seal: KeySeal | null,
  purpose = LOG_KEY,
): KeyStore {
  const { file, of, risk } = purpose;
  const plain = join(dataFolder, 'keys', file);
  const sealed = `${plain}.sealed`;
  const useSeal = seal !== null && !exists(plain);
  if (useSeal) return fileStore(sealed, seal, of, null);
  if (seal === null && exists(sealed)) return unreadableStore(sealed, purpose);
  return fileStore(
    plain,
    { seal: (key) => key, unseal: (key) => key },
    of,
    `the key of the ${of} lies in a plain file (${plain}): ${risk}`,
  );
}

/** The id of the key that lies in the plain file; null where none can be read. */
export function ownKeyId(dataFolder: string): string | null {
  try {
    const key = readFileSync(join(dataFolder, 'keys', LOG_KEY.file));
    return createSigner(createPrivateKey({ key, type: 'pkcs8', format: 'der' })).keyId;
  } catch {
    return null;
  }
}

function fileStore(
  file: string,
  { seal, unseal }: KeySeal,
  of: string,
  warning: string | null,
): KeyStore {
  return {
    where: file,
    warning,
    read() {
      if (!exists(file)) return null;
      refuseShared(file, of);
      return unseal(readFileSync(file));
    },
    create: (key) => createOnce(file, seal(key)),
  };
}

function unreadableStore(file: string, { of, use }: KeyPurpose): KeyStore {
  const refuse = (): never => {
    throw new LogFault(
      `${of}: its key ${file} is sealed in the system's key store; only the kiosk under Electron can ${use}`,
    );
  };
  return { where: file, warning: null, read: refuse, create: refuse };
}

const exists = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;

function refuseShared(file: string, of: string): void {
  // Windows keeps rights elsewhere; the mode says nothing there.
  if (process.platform === 'win32' || (statSync(file).mode & OTHERS) === 0) return;
  throw new LogFault(
    `${of}: others may read its key ${file}; run: chmod 600 ${file}, and make a new key if somebody did`,
  );
}

/** Written whole and then linked to its name: another process never sees half a key, and the first one to come stays. */
function createOnce(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.new`;
  try {
    // `wx` is O_CREAT | O_EXCL: a draft that lies there, or a link to elsewhere, is not written through.
    writeDurably(draft, bytes);
    linkSync(draft, file);
  } catch (cause) {
    if (!exists(file)) throw cause;
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(dirname(file));
}

function writeDurably(file: string, bytes: Buffer): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function syncFolder(folder: string): void {
  // A folder cannot be opened on Windows, and need not be.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
