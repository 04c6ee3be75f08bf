// Reads models/manifest.json before any package is installed. Plain Node 20, no dependency.
// The program itself parses the same file with a schema (electron/inference/asset-manifest.ts).

import { readFileSync } from 'node:fs';

import { BootstrapError, reasonOf } from './errors.mjs';

/**
 * @typedef {object} Asset
 * @property {string} file below an assets folder, with forward slashes
 * @property {string} sha256
 * @property {number} bytes
 * @property {string} [source] pinned URL; absent for the project's own files
 */

/** @typedef {{ readonly mirrors: readonly string[], readonly assets: readonly Asset[] }} Manifest */

const RELATIVE_PATH = /^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)*$/u;
const SHA256 = /^[\da-f]{64}$/u;

/**
 * @param {string} path
 * @returns {Manifest}
 */
export function readManifest(path) {
  try {
    const manifest = /** @type {Manifest} */ (JSON.parse(readFileSync(path, 'utf8')));
    if (!Array.isArray(manifest.mirrors)) throw new TypeError('it has no list of mirrors');
    for (const asset of manifest.assets) checkAsset(asset);
    return manifest;
  } catch (error) {
    throw new BootstrapError(`${path} cannot be used: ${reasonOf(error)}`);
  }
}

/** @param {Asset} asset */
function checkAsset({ file, sha256, bytes }) {
  if (!RELATIVE_PATH.test(file)) throw new TypeError(`${file} is no path inside the assets`);
  if (!SHA256.test(sha256)) throw new TypeError(`${file} has no SHA-256`);
  if (!Number.isSafeInteger(bytes) || bytes <= 0) throw new TypeError(`${file} has no size`);
}
