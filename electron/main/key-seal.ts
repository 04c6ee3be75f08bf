// The system's key store (Keychain, DPAPI, a Linux keyring) as a seal for the decision log's key. Main process of Electron.
// The asynchronous half of `safeStorage` cannot be asked while a log is being opened.
/* oxlint-disable typescript/no-deprecated */

import type { SafeStorage } from 'electron';

/** What is used of Electron's `safeStorage`. */
type Storage = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>;

export interface SystemSeal {
  readonly seal: (key: Buffer) => Buffer;
  readonly unseal: (sealed: Buffer) => Buffer;
}

/** Null where the system has none. Asked once Electron is ready. */
export function createKeySeal(storage: Storage, platform: NodeJS.Platform): SystemSeal | null {
  if (!storage.isEncryptionAvailable()) return null;
  // Without a keyring Electron encrypts with a password that stands in its source.
  if (platform === 'linux' && storage.getSelectedStorageBackend() === 'basic_text') return null;
  return {
    seal: (key) => storage.encryptString(key.toString('base64')),
    unseal: (sealed) => Buffer.from(storage.decryptString(sealed), 'base64'),
  };
}
