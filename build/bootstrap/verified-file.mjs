// Files that appear under their name only when they are whole and have the right hash. Plain Node 20, no dependency.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { BootstrapError, reasonOf } from './errors.mjs';

/**
 * Writes a stream beside the target and renames it into place once size and SHA-256 are right.
 * @param {AsyncIterable<Uint8Array>} stream
 * @param {string} target
 * @param {{ readonly sha256: string, readonly bytes?: number | undefined }} expected
 * @param {{ readonly name: string, readonly origin: string, readonly onProgress?: (done: number) => void }} told
 */
export async function writeVerified(stream, target, expected, { name, origin, onProgress }) {
  await mkdir(dirname(target), { recursive: true });
  // Two bootstraps at once must not write into the same unfinished file.
  const partial = `${target}.${process.pid}.part`;
  try {
    const { size, sha256 } = await write(stream, partial, expected.bytes ?? Infinity, onProgress);
    if (expected.bytes !== undefined && size !== expected.bytes)
      throw new BootstrapError(
        `${name} from ${origin} is not the file that the manifest lists: expected ${expected.bytes} bytes, got ${size < expected.bytes ? size : `more`}`,
      );
    if (sha256 !== expected.sha256)
      throw new BootstrapError(
        `${name} from ${origin} is not the file that the manifest lists: expected SHA-256 ${expected.sha256}, got ${sha256}`,
      );
    await rename(partial, target);
  } catch (error) {
    if (error instanceof BootstrapError) throw error;
    throw new BootstrapError(`${name} from ${origin} was not received whole: ${reasonOf(error)}`);
  } finally {
    await rm(partial, { force: true });
  }
}

/**
 * @param {string} path
 * @returns {Promise<string>} SHA-256, hexadecimal
 */
export async function hashFile(path) {
  const hash = createHash('sha256');
  /** @type {AsyncIterable<Buffer>} */
  const stream = createReadStream(path);
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * @param {AsyncIterable<Uint8Array>} stream
 * @param {string} path
 * @param {number} limit stops reading beyond it: an endless answer must not fill the disk
 * @param {((done: number) => void) | undefined} onProgress
 */
async function write(stream, path, limit, onProgress) {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'w');
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      if (size > limit) break;
      hash.update(chunk);
      await file.writeFile(chunk);
      onProgress?.(size);
    }
    // The rename must not become durable before the bytes do.
    await file.sync();
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}
