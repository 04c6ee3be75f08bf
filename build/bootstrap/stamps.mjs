// What the bootstrap remembers between runs: files whose hash was checked, and attempts that failed. Plain Node 20, no dependency.
// Losing the file costs time, never correctness: hashes are checked again, here and when a model is loaded.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** @typedef {{ readonly size: number, readonly mtimeMs: number, readonly sha256: string }} FileStamp */

/** @typedef {{ readonly files: Record<string, FileStamp>, readonly failures: Record<string, number> }} Stored */

/**
 * @typedef {object} Stamps
 * @property {(file: string) => FileStamp | undefined} file
 * @property {(file: string, stamp: FileStamp) => void} rememberFile
 * @property {(what: string) => boolean} failedLately whether this failed within the last day
 * @property {(what: string) => void} rememberFailure
 * @property {() => void} save
 */

const A_DAY_MS = 24 * 60 * 60 * 1000;

/**
 * @param {string} path
 * @param {{ readonly forgetFailures?: boolean, readonly now?: () => number }} [options]
 * @returns {Stamps}
 */
export function openStamps(path, { forgetFailures = false, now = Date.now } = {}) {
  const { files, failures } = read(path);
  if (forgetFailures) failures.clear();
  let changed = forgetFailures;
  return {
    file: (file) => files.get(file),
    rememberFile(file, stamp) {
      files.set(file, stamp);
      changed = true;
    },
    failedLately(what) {
      const at = failures.get(what);
      return at !== undefined && Math.abs(now() - at) < A_DAY_MS;
    },
    rememberFailure(what) {
      failures.set(what, now());
      changed = true;
    },
    save() {
      if (!changed) return;
      mkdirSync(dirname(path), { recursive: true });
      const stored = { files: Object.fromEntries(files), failures: Object.fromEntries(failures) };
      writeFileSync(path, JSON.stringify(stored));
      changed = false;
    },
  };
}

/**
 * @param {string} path
 * @returns {{ readonly files: Map<string, FileStamp>, readonly failures: Map<string, number> }}
 */
function read(path) {
  try {
    const stored = /** @type {Stored} */ (JSON.parse(readFileSync(path, 'utf8')));
    return {
      files: new Map(Object.entries(stored.files)),
      failures: new Map(Object.entries(stored.failures)),
    };
  } catch {
    // Absent or unreadable: start without a memory.
    return { files: new Map(), failures: new Map() };
  }
}
