/* oxlint-disable typescript/no-deprecated -- the synchronous half of `safeStorage`, as in the file under test */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createKeySeal } from './key-seal.ts';

type Storage = Parameters<typeof createKeySeal>[0];

/** A key store that really encrypts. */
function storage(backend: ReturnType<Storage['getSelectedStorageBackend']>): Storage {
  const secret = randomBytes(32);
  const nonce = randomBytes(16);
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => backend,
    encryptString(text) {
      const cipher = createCipheriv('aes-256-ctr', secret, nonce);
      return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    },
    decryptString(bytes) {
      const decipher = createDecipheriv('aes-256-ctr', secret, nonce);
      return Buffer.concat([decipher.update(bytes), decipher.final()]).toString('utf8');
    },
  };
}

test('a key comes back from the system’s store byte for byte, and does not lie in it plainly', () => {
  const seal = createKeySeal(storage('gnome_libsecret'), 'linux');
  const key = randomBytes(48);
  const sealed = seal?.seal(key) ?? Buffer.alloc(0);
  expect(sealed.includes(key)).toBe(false);
  expect(sealed.includes(key.toString('base64'))).toBe(false);
  expect(seal?.unseal(sealed).equals(key)).toBe(true);
});

test('a system without a store has no seal, and neither has a Linux without a keyring', () => {
  expect(createKeySeal(storage('basic_text'), 'linux')).toBeNull();
  const none = { ...storage('unknown'), isEncryptionAvailable: () => false };
  expect(createKeySeal(none, 'darwin')).toBeNull();
});
