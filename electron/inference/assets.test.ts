// Assets at run time, on real files in folders of their own. Node (vitest).

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { parseManifest, type AssetManifest } from './asset-manifest.ts';
import { checkAssets, findHome, loadAsset, openAssets } from './assets.ts';

const WEIGHTS = Buffer.from('weights of a model');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const manifest: AssetManifest = {
  mirrors: ['elsewhere'],
  assets: [
    {
      file: 'models/one.onnx',
      model: 'one',
      sha256: sha256(WEIGHTS),
      bytes: WEIGHTS.length,
      licence: 'MIT',
      source: 'https://example.org/one.onnx',
      what: 'a model',
    },
  ],
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-assets-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const root = (name: string): string => join(folder, name);
async function put(path: string, bytes: string | Uint8Array): Promise<string> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
  return join(folder, path);
}

describe('loading', () => {
  test('an intact file comes back with the bytes that were hashed', async () => {
    await put('a/models/one.onnx', WEIGHTS);

    const loaded = await loadAsset('models/one.onnx', { manifest, roots: [root('a')] });

    expect(loaded).toEqual({ kind: 'loaded', bytes: WEIGHTS, sha256: sha256(WEIGHTS) });
  });

  test('a file that is only in a later folder is found there', async () => {
    await put('b/models/one.onnx', WEIGHTS);

    const loaded = await loadAsset('models/one.onnx', { manifest, roots: [root('a'), root('b')] });

    expect(loaded.kind).toBe('loaded');
  });

  test('a missing file is one line with its name and the remedy', async () => {
    const fault = await loadAsset('models/one.onnx', { manifest, roots: [root('a'), root('b')] });

    expect(fault).toEqual({
      kind: 'fault',
      code: 'ASSET_MISSING',
      message: 'models/one.onnx is missing; run: npm run bootstrap',
    });
  });

  test('one changed byte makes a file altered, and the line has both hashes', async () => {
    const changed = Buffer.from(WEIGHTS);
    changed.writeUInt8(changed.readUInt8(3) ^ 1, 3);
    const path = await put('a/models/one.onnx', changed);

    const fault = await loadAsset('models/one.onnx', { manifest, roots: [root('a')] });

    expect(fault).toMatchObject({ kind: 'fault', code: 'ASSET_ALTERED' });
    const { message } = fault as { message: string };
    expect(message).toContain(sha256(changed));
    expect(message).toContain(sha256(WEIGHTS));
    expect(message).toContain(path);
    expect(message).not.toContain('\n');
  });

  test('a truncated file is altered', async () => {
    const path = await put('a/models/one.onnx', WEIGHTS);
    await truncate(path, 5);

    const fault = await loadAsset('models/one.onnx', { manifest, roots: [root('a')] });

    expect(fault).toMatchObject({ code: 'ASSET_ALTERED' });
  });

  test('an intact copy in a later folder does not excuse an altered one in the first', async () => {
    await put('a/models/one.onnx', Buffer.alloc(WEIGHTS.length));
    await put('b/models/one.onnx', WEIGHTS);

    const fault = await loadAsset('models/one.onnx', { manifest, roots: [root('a'), root('b')] });

    expect(fault).toMatchObject({ code: 'ASSET_ALTERED' });
  });

  test('a folder in the place of a file is a fault, not a crash', async () => {
    await put('a/models/one.onnx/inside', WEIGHTS);

    const fault = await loadAsset('models/one.onnx', { manifest, roots: [root('a')] });

    expect(fault.kind).toBe('fault');
  });

  test('a file that the manifest does not list is never read', async () => {
    await put('a/models/two.onnx', WEIGHTS);

    const fault = await loadAsset('models/two.onnx', { manifest, roots: [root('a')] });

    expect(fault).toMatchObject({ code: 'MANIFEST_INVALID' });
  });

  test('an aborted load reads nothing', async () => {
    await put('a/models/one.onnx', WEIGHTS);

    await expect(
      loadAsset('models/one.onnx', { manifest, roots: [root('a')] }, AbortSignal.abort()),
    ).rejects.toThrow('aborted');
  });
});

describe('checking without hashing', () => {
  test('tells present, missing and truncated apart', async () => {
    const library = { manifest, roots: [root('a')] };
    expect(checkAssets(library)).toMatchObject([{ fault: { code: 'ASSET_MISSING' } }]);
    const path = await put('a/models/one.onnx', WEIGHTS);
    expect(checkAssets(library)).toMatchObject([{ fault: null }]);
    await truncate(path, 5);
    expect(checkAssets(library)).toMatchObject([{ fault: { code: 'ASSET_ALTERED' } }]);
  });
});

describe('opening', () => {
  test('searches models/files first, then the extra folder', async () => {
    await put('models/manifest.json', JSON.stringify(manifest));

    expect(await openAssets(folder, '/extra')).toEqual({
      kind: 'opened',
      library: { manifest, roots: [join(folder, 'models/files'), '/extra'] },
    });
  });

  test('a home without a manifest is a fault', async () => {
    expect(await openAssets(folder)).toMatchObject({ code: 'MANIFEST_INVALID' });
  });

  test('the home of a nested folder is the one that holds the manifest', async () => {
    await put('models/manifest.json', JSON.stringify(manifest));

    expect(findHome(root('resources/deep/down'))).toBe(folder);
    expect(findHome('/')).toBeUndefined();
  });
});

describe('the manifest', () => {
  const entry = { ...manifest.assets[0] };

  test.each([
    ['text that is not JSON', '{'],
    ['no assets', JSON.stringify({ ...manifest, assets: [] })],
    [
      'a path out of the folder',
      JSON.stringify({ ...manifest, assets: [{ ...entry, file: '../x' }] }),
    ],
    ['an absolute path', JSON.stringify({ ...manifest, assets: [{ ...entry, file: '/etc/x' }] })],
    ['a short hash', JSON.stringify({ ...manifest, assets: [{ ...entry, sha256: 'abc' }] })],
    [
      'plain HTTP',
      JSON.stringify({ ...manifest, assets: [{ ...entry, source: 'http://x.org/a' }] }),
    ],
    ['a file listed twice', JSON.stringify({ ...manifest, assets: [entry, entry] })],
  ])('with %s is refused in one line', (_, text) => {
    const fault = parseManifest(text, 'models/manifest.json');

    expect(fault).toMatchObject({ kind: 'fault', code: 'MANIFEST_INVALID' });
    expect(fault).toHaveProperty('message', expect.not.stringContaining('\n'));
  });

  test('of this repository is valid, and every model has a card', async () => {
    const home = findHome(import.meta.dirname) ?? '';
    const reading = parseManifest(await readFile(join(home, 'models/manifest.json'), 'utf8'), 'it');

    if (reading.kind !== 'parsed') throw new Error(reading.message);
    const models = reading.manifest.assets.flatMap(({ model }) => model ?? []);
    expect(models).toHaveLength(6);
    for (const model of models)
      expect(await readFile(join(home, `models/cards/${model}.md`), 'utf8')).toContain(model);
  });
});
