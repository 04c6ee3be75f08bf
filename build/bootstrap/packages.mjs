// Installs the npm packages of the committed lock file when they are missing or another lock's. Plain Node 20, no dependency.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BootstrapError } from './errors.mjs';
import { runProgram } from './programs.mjs';

/** @import { Report } from './report.mjs' */

/** @typedef {{ readonly version?: string, readonly optional?: boolean }} LockedPackage */
/** @typedef {{ readonly packages: Readonly<Record<string, LockedPackage>> }} LockFile */

const OLDEST_NODE = 24;

/** @param {{ readonly root: string, readonly report: Report }} task */
export async function ensurePackages({ root, report }) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (isInstalled(root, lockText)) return;

  report.say('Installing the npm packages of the lock file …');
  if (!(await npm(root, ['ci']))) {
    // Some registries lack a foreign platform's package that the lock lists; `npm ci` then refuses the whole lock.
    report.say('npm ci did not succeed; installing the same versions with npm install --no-save …');
    if (!(await npm(root, ['install', '--no-save'])))
      throw new BootstrapError('The npm packages could not be installed: see the lines above');
  }
  if (!hasRecentNode(root))
    throw new BootstrapError(
      `Gatelight needs Node ${OLDEST_NODE}: this platform gets none from npm, and ${process.version} is too old. Install Node ${OLDEST_NODE} and run again`,
    );
  remember(root, lockText);
}

/**
 * A stamp tells at once; without one (someone ran npm by hand) the tree that npm recorded is compared with the lock.
 * @param {string} root
 * @param {string} lockText
 */
function isInstalled(root, lockText) {
  if (!hasRecentNode(root)) return false;
  if (readText(stampPath(root)) === digest(lockText)) return true;
  const installed = readText(join(root, 'node_modules/.package-lock.json'));
  if (installed === undefined || !holds(parseLock(installed), parseLock(lockText))) return false;
  remember(root, lockText);
  return true;
}

/**
 * Whether an installed tree holds everything that a lock asks for. Optional packages may be absent: they are other platforms'.
 * @param {LockFile} installed
 * @param {LockFile} lock
 * @returns {boolean}
 */
export function holds(installed, lock) {
  return Object.entries(lock.packages).every(([path, { version, optional = false }]) => {
    const there = installed.packages[path];
    return path === '' || (there === undefined ? optional : there.version === version);
  });
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 */
async function npm(root, args) {
  return runProgram('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: {
      ...process.env,
      PATH: pathWithoutPackages(),
      // npm before 11 knows no `allowScripts`. onnxruntime's CPU binary is in its package; its script would fetch CUDA files.
      ONNXRUNTIME_NODE_INSTALL: 'skip',
      // And git hooks are a choice (`npm run hooks`), not a side effect of starting a kiosk.
      CI: 'true',
    },
  });
}

/** npm must not run on the very Node that it is about to replace in node_modules. */
function pathWithoutPackages() {
  const separator = process.platform === 'win32' ? ';' : ':';
  return (process.env['PATH'] ?? '')
    .split(separator)
    .filter((folder) => !/node_modules[/\\]\.bin/u.test(folder))
    .join(separator);
}

/** @param {string} root */
function hasRecentNode(root) {
  const own = Number.parseInt(process.versions.node, 10);
  return own >= OLDEST_NODE || existsSync(join(root, 'node_modules/.bin/node'));
}

/**
 * @param {string} root
 * @param {string} lockText
 */
function remember(root, lockText) {
  writeFileSync(stampPath(root), digest(lockText));
}

/** Inside node_modules, so that it goes when they go. @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules/.gatelight-lock');
}

/** @param {string} text */
function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * @param {string} text
 * @returns {LockFile}
 */
function parseLock(text) {
  return /** @type {LockFile} */ (JSON.parse(text));
}

/** @param {string} path */
function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
