// One hash over the contents of files and folders, so that a part is built again exactly when something it is built from changed.
// Node, development only.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const TEST = /\.test\.tsx?$/u;

/**
 * @param {readonly string[]} inputs files and folders, absent ones included: their arrival is a change
 * @returns {string} SHA-256, hexadecimal
 */
export function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(files).toSorted()) {
    const contents = readFileSync(path);
    hash.update(`${path}\0${contents.length}\0`);
    hash.update(contents);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return TEST.test(path) ? [] : [path];
  return readdirSync(path).flatMap((name) => files(join(path, name)));
}
