// Brings every file of the manifest into models/files/, verified by SHA-256. Plain Node 20, no dependency.
// Looked for in this order: models/files/ itself, $GATELIGHT_ASSETS, the manifest's mirrors, the pinned URL. The first
// place that has the file decides: a wrong hash there is an error, never a reason to look further.

import { createReadStream, existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { fetchStream } from './download.mjs';
import { BootstrapError, reasonOf } from './errors.mjs';
import { bytes } from './report.mjs';
import { hashFile, writeVerified } from './verified-file.mjs';

/** @import { Asset, Manifest } from './manifest.mjs' */
/** @import { Report } from './report.mjs' */
/** @import { Stamps } from './stamps.mjs' */

/**
 * @typedef {object} AssetTask
 * @property {Manifest} manifest
 * @property {string} root the repository's root; mirrors are relative to it
 * @property {string | undefined} extraRoot `$GATELIGHT_ASSETS`
 * @property {Report} report
 * @property {Stamps} stamps
 */

/**
 * Resolves when every asset is in place; otherwise throws one BootstrapError with a line for each that is not.
 * @param {AssetTask} task
 */
export async function ensureAssets(task) {
  /** @type {string[]} */
  const problems = [];
  /** @type {Set<string>} */
  const deadHosts = new Set();
  for (const asset of task.manifest.assets) {
    try {
      await ensureAsset(asset, task, deadHosts);
    } catch (error) {
      if (!(error instanceof BootstrapError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new BootstrapError(problems.join('\n'));
}

/**
 * @param {Asset} asset
 * @param {AssetTask} task
 * @param {Set<string>} deadHosts hosts that did not answer in this run: not asked again for the next file
 */
async function ensureAsset(asset, task, deadHosts) {
  const target = join(task.root, 'models/files', asset.file);
  if (existsSync(target)) return verifyInPlace(asset, target, task.stamps);

  const folders = [
    task.extraRoot,
    ...task.manifest.mirrors.map((mirror) => resolve(task.root, mirror)),
  ];
  const copy = folders
    .flatMap((folder) => (folder ? [join(folder, asset.file)] : []))
    .find((path) => existsSync(path));
  if (copy === undefined) await download(asset, target, task, deadHosts);
  else await place(asset, target, createReadStream(copy), copy, task);
}

/**
 * @param {Asset} asset
 * @param {string} target
 * @param {Stamps} stamps
 */
async function verifyInPlace(asset, target, stamps) {
  const { size, mtimeMs } = statSync(target);
  const stamp = stamps.file(asset.file);
  if (stamp?.size === size && stamp.mtimeMs === mtimeMs && stamp.sha256 === asset.sha256) return;

  const sha256 = await hashFile(target);
  if (sha256 !== asset.sha256)
    throw new BootstrapError(
      `${asset.file} is not the file that the manifest lists: expected SHA-256 ${asset.sha256}, got ${sha256}; delete ${target} and run again`,
    );
  stamps.rememberFile(asset.file, { size, mtimeMs, sha256 });
}

/**
 * @param {Asset} asset
 * @param {string} target
 * @param {AssetTask} task
 * @param {Set<string>} deadHosts
 */
async function download(asset, target, task, deadHosts) {
  const byHand = `put it into ${resolve(task.root, task.manifest.mirrors[0] ?? 'models/files')} and run again`;
  if (asset.source === undefined)
    throw new BootstrapError(`${asset.file} was not found and is published nowhere; ${byHand}`);
  const { host } = new URL(asset.source);
  if (deadHosts.has(host))
    throw new BootstrapError(`${asset.file} was not fetched, ${host} does not answer; ${byHand}`);
  /** @type {AsyncIterable<Uint8Array>} */
  let stream;
  try {
    stream = await fetchStream(asset.source);
  } catch (error) {
    deadHosts.add(host);
    throw new BootstrapError(
      `${asset.file} could not be fetched from ${asset.source}: ${reasonOf(error)}; ${byHand}`,
    );
  }
  await place(asset, target, stream, asset.source, task);
}

/**
 * @param {Asset} asset
 * @param {string} target
 * @param {AsyncIterable<Uint8Array>} stream
 * @param {string} origin
 * @param {AssetTask} task
 */
async function place(asset, target, stream, origin, { report, stamps }) {
  await writeVerified(stream, target, asset, {
    name: asset.file,
    origin,
    onProgress: (done) => report.progress(asset.file, done, asset.bytes),
  });
  const { size, mtimeMs } = statSync(target);
  stamps.rememberFile(asset.file, { size, mtimeMs, sha256: asset.sha256 });
  report.say(`${asset.file}  ${bytes(asset.bytes)}  from ${origin}`);
}
