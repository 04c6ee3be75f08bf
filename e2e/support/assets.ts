// Where tests and the benchmark find models and samples: what the bootstrap fetched, else a mirror of the manifest. Node.

import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findHome, openAssets, type AssetLibrary } from '#electron/inference/assets.ts';

/** The installation's library, with the manifest's mirrors as further folders. Throws one clear line when there is none. */
export async function testLibrary(): Promise<AssetLibrary> {
  const opening = await openAssets();
  if (opening.kind === 'fault') throw new Error(opening.message);
  const { manifest, roots } = opening.library;
  const home = findHome(import.meta.dirname) ?? '.';
  const mirrors = manifest.mirrors.map((mirror) => resolve(home, mirror));
  return { manifest, roots: [...roots, ...mirrors] };
}

/** The path of an asset by its name in the manifest, such as `samples/capture/no-face.jpg`. */
export async function assetPath(file: string): Promise<string> {
  const { roots } = await testLibrary();
  const found = roots.map((root) => join(root, file)).find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(`${file} is in none of ${roots.join(', ')}; run: npm run bootstrap`);
  return found;
}

/** The stills directly in a folder of samples, such as `samples/bona-fide`, by name. */
export async function stillsIn(folder: string): Promise<readonly string[]> {
  const path = await assetPath(folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.jpg'))
    .toSorted()
    .map((name) => join(path, name));
}

/**
 * Points this process and those it starts at the mirror that holds the assets, unless the bootstrap has fetched them or
 * `$GATELIGHT_ASSETS` is set: a worker process looks where an installation would.
 */
export async function useTestAssets(): Promise<void> {
  const path = await assetPath('models/yunet_n_dynamic.onnx');
  process.env['GATELIGHT_ASSETS'] ??= resolve(path, '../..');
}
