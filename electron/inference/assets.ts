// Finds a model or sample at run time and hands out its bytes only when their SHA-256 is the manifest's. Inference
// process, doctor, hosts. Nothing is fetched here: mirrors and the internet are the bootstrap's business.

import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import {
  invalid,
  parseManifest,
  type AssetEntry,
  type AssetFault,
  type AssetManifest,
} from './asset-manifest.ts';

/** The manifest and the folders that are searched for its files, first one first. */
export interface AssetLibrary {
  readonly manifest: AssetManifest;
  readonly roots: readonly string[];
}

export interface LoadedAsset {
  readonly kind: 'loaded';
  /** The bytes that were hashed: use these, never read the file again. */
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/**
 * Opens the library of an installation. `home` is the folder that holds `models/manifest.json` (the repository's root, or the
 * resources of a packaged app) and is found from this file when it is not given; `extraRoot` is `$GATELIGHT_ASSETS`.
 */
export async function openAssets(
  home: string | undefined = findHome(import.meta.dirname),
  extraRoot: string | undefined = process.env['GATELIGHT_ASSETS'],
): Promise<{ readonly kind: 'opened'; readonly library: AssetLibrary } | AssetFault> {
  const name = 'models/manifest.json';
  if (home === undefined) return invalid(name, 'it was not found');
  const text = await readFile(join(home, name), 'utf8').catch(errorCode);
  if (typeof text !== 'string') return invalid(name, text.errorCode);
  const reading = parseManifest(text, name);
  if (reading.kind === 'fault') return reading;
  const roots = [join(home, 'models/files'), ...(extraRoot ? [extraRoot] : [])];
  return { kind: 'opened', library: { manifest: reading.manifest, roots } };
}

/** Reads an asset whole and verifies it. A wrong hash in one folder is never papered over by a right one in the next. */
export async function loadAsset(
  file: string,
  { manifest, roots }: AssetLibrary,
  signal?: AbortSignal,
): Promise<LoadedAsset | AssetFault> {
  const entry = manifest.assets.find((asset) => asset.file === file);
  if (entry === undefined) return invalid('models/manifest.json', `it does not list ${file}`);
  for (const root of roots) {
    const path = join(root, file);
    const bytes = await readBytes(path, entry.bytes, signal);
    if (bytes instanceof Uint8Array) return verified(entry, path, bytes);
    if (bytes.kind === 'size') return altered(entry, path, sizeDiffers(entry, bytes.found));
    if (bytes.errorCode !== 'ENOENT' && bytes.errorCode !== 'ENOTDIR')
      return missing(entry, `cannot be read at ${path} (${bytes.errorCode})`);
  }
  return missing(entry, 'is missing');
}

/** What `stat` alone can tell of every asset: present with the right size, or the fault. For the doctor; hashes nothing. */
export function checkAssets({ manifest, roots }: AssetLibrary): readonly AssetCheck[] {
  return manifest.assets.map((asset) => ({ asset, fault: presence(asset, roots) }));
}

export interface AssetCheck {
  readonly asset: AssetEntry;
  readonly fault: AssetFault | null;
}

/** Walks up from a folder to the one that holds the manifest, so that sources, bundles and packaged apps all find theirs. */
export function findHome(folder: string): string | undefined {
  if (existsSync(join(folder, 'models/manifest.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findHome(parent);
}

function verified(entry: AssetEntry, path: string, bytes: Uint8Array): LoadedAsset | AssetFault {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 === entry.sha256) return { kind: 'loaded', bytes, sha256 };
  return altered(entry, path, `its SHA-256 is ${sha256} instead of ${entry.sha256}`);
}

/** The size is looked at on the open file and before reading, so a wrong file of any size costs no memory. */
async function readBytes(
  path: string,
  expected: number,
  signal: AbortSignal | undefined,
): Promise<
  | Uint8Array
  | { readonly kind: 'size'; readonly found: number }
  | { readonly kind: 'error'; readonly errorCode: string }
> {
  signal?.throwIfAborted();
  const file = await open(path).catch(errorCode);
  if ('errorCode' in file) return file;
  try {
    const { size } = await file.stat();
    if (size !== expected) return { kind: 'size', found: size };
    return await file.readFile({ signal });
  } finally {
    await file.close();
  }
}

function presence(entry: AssetEntry, roots: readonly string[]): AssetFault | null {
  for (const root of roots) {
    const path = join(root, entry.file);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) continue;
    return stat.size === entry.bytes ? null : altered(entry, path, sizeDiffers(entry, stat.size));
  }
  return missing(entry, 'is missing');
}

function sizeDiffers(entry: AssetEntry, found: number): string {
  return `it has ${found} bytes instead of ${entry.bytes}`;
}

function missing(entry: AssetEntry, how: string): AssetFault {
  return {
    kind: 'fault',
    code: 'ASSET_MISSING',
    message: `${entry.file} ${how}; run: npm run bootstrap`,
  };
}

function altered(entry: AssetEntry, path: string, how: string): AssetFault {
  return {
    kind: 'fault',
    code: 'ASSET_ALTERED',
    message: `${entry.file} is not the file that the manifest lists (${how}); delete ${path} and run: npm run bootstrap`,
  };
}

function errorCode(error: unknown): { readonly kind: 'error'; readonly errorCode: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  return { kind: 'error', errorCode: code };
}
