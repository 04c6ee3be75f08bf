// Where the log's private key lies: a file of its owner's, sealed by the system's key store where there is one. Main process, CLI.

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

/** Keeps one private key (PKCS#8, DER) and never replaces it. */
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

const NAME = 'decision-log.ed25519';
const OTHERS = 0o077;

/** In `keys/` beside the log. A key that was made without a seal stays as it is: only its owner may exchange it. */
export function createKeyStore(dataFolder: string, seal: KeySeal | null): KeyStore {
  const plain = join(dataFolder, 'keys', NAME);
  const sealed = `${plain}.sealed`;
  const useSeal = seal !== null && !exists(plain);
  if (useSeal) return fileStore(sealed, seal, null);
  if (seal === null && exists(sealed)) return unreadableStore(sealed);
  return fileStore(
    plain,
    { seal: (key) => key, unseal: (key) => key },
    `the key of the decision log lies in a plain file (${plain}): whoever reads it can sign; keep this account to the kiosk, and set log.mirror`,
  );
}

/** The id of the key that lies in the plain file; null where none can be read. */
export function ownKeyId(dataFolder: string): string | null {
  try {
    const key = readFileSync(join(dataFolder, 'keys', NAME));
    return createSigner(createPrivateKey({ key, type: 'pkcs8', format: 'der' })).keyId;
  } catch {
    return null;
  }
}

function fileStore(file: string, { seal, unseal }: KeySeal, warning: string | null): KeyStore {
  return {
    where: file,
    warning,
    read() {
      if (!exists(file)) return null;
      refuseShared(file);
      return unseal(readFileSync(file));
    },
    create: (key) => createOnce(file, seal(key)),
  };
}

function unreadableStore(file: string): KeyStore {
  const refuse = (): never => {
    throw new LogFault(
      `decision log: its key ${file} is sealed in the system's key store; only the kiosk under Electron can add to this log`,
    );
  };
  return { where: file, warning: null, read: refuse, create: refuse };
}

const exists = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;

function refuseShared(file: string): void {
  // Windows keeps rights elsewhere; the mode says nothing there.
  if (process.platform === 'win32' || (statSync(file).mode & OTHERS) === 0) return;
  throw new LogFault(
    `decision log: others may read its key ${file}; run: chmod 600 ${file}, and make a new key if somebody did`,
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
