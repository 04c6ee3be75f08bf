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

/** @param {{ readonly root: string, readonly report: Report, readonly stamps: Stamps }} task */
export async function ensureElectron({ root, report, stamps }) {
  const folder = join(root, 'node_modules/electron');
  if (!existsSync(folder) || hasElectron(folder)) return;
  const version = versionOf(folder);
  const base =
    process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? PUBLISHED_AT;
  const url = `${base}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
  if (stamps.failedLately(url)) return;

  const answer = await probe(url);
  if (answer.kind === 'reached') {
    report.say(`Downloading Electron ${version} (${bytes(answer.size)}) …`);
    await runProgram(installNode(root), [join(folder, 'install.js')], { timeoutMs: INSTALL_MS });
    if (hasElectron(folder)) return;
  }
  stamps.rememberFailure(url);
  const why = answer.kind === 'reached' ? 'its installer failed' : answer.why;
  report.say(
    `Electron's binary is not to be had here (${why}): the kiosk runs as the appliance. Tried again tomorrow, or by: npm run bootstrap -- --retry`,
  );
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
