// Builds a part of the application with vite unless its output is up to date. Node, development only.
// Says what it does on stderr: stdout may belong to a kiosk that prints its messages.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';

import { build } from 'vite';

import { fingerprint } from './fingerprint.mjs';

/** @import { Part } from './parts.mjs' */

/** @param {Part} part */
export async function ensureBuilt(part) {
  const wanted = fingerprint(part.inputs);
  const stamp = `dist/build/${part.name}`;
  if (part.outputs.every(existsSync) && readStamp(stamp) === wanted) return;

  const began = performance.now();
  // A build that fails half-way must not leave the stamp of the one before it.
  rmSync(stamp, { force: true });
  for (const folder of part.outputs) rmSync(folder, { recursive: true, force: true });
  for (const { config, mode } of part.builds)
    await build({ configFile: config, mode, logLevel: 'warn' });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  console.error(
    `Built ${part.outputs.join(', ')} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
}

/** @param {string} path */
function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
