// Builds parts of the application with vite unless their output is up to date. Node, development only.
// Says what it does on stderr: stdout may belong to a kiosk that prints its messages.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';

import { build } from 'vite';

import { fingerprint } from './fingerprint.mjs';

/** @import { Part } from './parts.mjs' */

/**
 * @param {readonly Part[]} parts built in order; the first failure ends it
 * @returns {Promise<boolean>} false when a part could not be built; why is on stderr
 */
export async function ensureBuilt(parts) {
  for (const part of parts) if (!(await ensurePart(part))) return false;
  return true;
}

/**
 * @param {Part} part
 * @returns {Promise<boolean>} false when it could not be built; why is on stderr
 */
async function ensurePart(part) {
  const wanted = fingerprint(part.inputs);
  const stamp = `dist/build/${part.name}`;
  if (part.outputs.every(existsSync) && readStamp(stamp) === wanted) return true;

  const began = performance.now();
  // A build that fails half-way must not leave the stamp of the one before it.
  rmSync(stamp, { force: true });
  for (const folder of part.outputs) rmSync(folder, { recursive: true, force: true });
  try {
    for (const { config, mode } of part.builds)
      await build({ configFile: config, mode, logLevel: 'warn' });
  } catch (error) {
    console.error(
      `Part ${part.name} could not be built:`,
      error instanceof Error ? error.message : error,
    );
    return false;
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  console.error(
    `Built ${part.outputs.join(', ')} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  return true;
}

/** @param {string} path */
function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
