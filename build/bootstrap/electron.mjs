// Electron's binary, where it can be had: the kiosk runs without it as the appliance. Plain Node 20, no dependency.
// Electron's own installer downloads and verifies it; here only whether it is worth starting.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { reasonOf } from './errors.mjs';
import { runProgram } from './programs.mjs';
import { bytes } from './report.mjs';

/** @import { Report } from './report.mjs' */
/** @import { Stamps } from './stamps.mjs' */

const ANSWER_MS = 5000;
const INSTALL_MS = 15 * 60 * 1000;
const PUBLISHED_AT = 'https://github.com/electron/electron/releases/download/';

/** @typedef {{ readonly kind: 'present' } | { readonly kind: 'absent', readonly why: string }} ElectronBinary */

/**
 * @param {{ readonly root: string, readonly report: Report, readonly stamps: Stamps }} task
 * @returns {Promise<ElectronBinary & { readonly news?: boolean }>} `news`: it was tried in this very run
 */
export async function ensureElectron({ root, report, stamps }) {
  const folder = join(root, 'node_modules/electron');
  if (!existsSync(folder)) return { kind: 'absent', why: 'its package is not installed' };
  if (hasElectron(folder)) return { kind: 'present' };
  const version = versionOf(folder);
  const base =
    process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? PUBLISHED_AT;
  const url = `${base}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
  if (stamps.failedLately(url)) return { kind: 'absent', why: 'it could not be had lately' };

  const why = await install(url, { root, folder, version, report });
  if (why === undefined) return { kind: 'present' };
  stamps.rememberFailure(url);
  return { kind: 'absent', why, news: true };
}

/**
 * @param {string} url where the installer will look
 * @param {{ readonly root: string, readonly folder: string, readonly version: string, readonly report: Report }} task
 * @returns {Promise<string | undefined>} why there is still no binary
 */
async function install(url, { root, folder, version, report }) {
  const answer = await probe(url);
  if (answer.kind === 'unreachable') return answer.why;
  report.say(`Downloading Electron ${version} (${bytes(answer.size)}) …`);
  await runProgram(installNode(root), [join(folder, 'install.js')], { timeoutMs: INSTALL_MS });
  return hasElectron(folder) ? undefined : 'its installer failed';
}

/** @param {string} folder node_modules/electron */
function hasElectron(folder) {
  return existsSync(join(folder, 'path.txt')) && existsSync(join(folder, 'dist/version'));
}

/** @param {string} folder */
function versionOf(folder) {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  return /** @type {{ readonly version: string }} */ (JSON.parse(text)).version;
}

/** Electron's installer needs a newer Node than the one that may run this. @param {string} root */
function installNode(root) {
  const own = join(root, 'node_modules/.bin/node');
  return existsSync(own) ? own : process.execPath;
}

/**
 * @param {string} url
 * @returns {Promise<{ readonly kind: 'reached', readonly size: number } | { readonly kind: 'unreachable', readonly why: string }>}
 */
async function probe(url) {
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(ANSWER_MS) });
    if (!answer.ok)
      return { kind: 'unreachable', why: `HTTP ${answer.status} from ${new URL(url).host}` };
    return { kind: 'reached', size: Number(answer.headers.get('content-length') ?? 0) };
  } catch (error) {
    return { kind: 'unreachable', why: reasonOf(error) };
  }
}
