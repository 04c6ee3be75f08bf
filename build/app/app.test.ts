// Choosing a host, and knowing when a build is stale. Node (vitest).

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { fingerprint } from './fingerprint.mjs';
import { chooseHost, findElectron } from './host.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-app-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the host', () => {
  const machine = {
    electron: '/electron',
    platform: 'linux' as NodeJS.Platform,
    env: { DISPLAY: ':0' },
    uid: 1000,
  };

  test.each([
    ['a desktop with Electron', {}, 'electron'],
    ['Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' } }, 'electron'],
    ['Windows', { platform: 'win32' as NodeJS.Platform, env: {}, uid: undefined }, 'electron'],
    ['no binary', { electron: undefined }, 'appliance'],
    ['no display', { env: {} }, 'appliance'],
    ['an empty display', { env: { DISPLAY: '' } }, 'appliance'],
    ['root', { uid: 0 }, 'appliance'],
  ])('with %s', (_, difference, expected) => {
    expect(chooseHost({ ...machine, ...difference }).kind).toBe(expected);
  });

  test('is Electron only when the file that its installer points to is there', () => {
    expect(findElectron(folder)).toBeUndefined();
    mkdirSync(join(folder, 'node_modules/electron/dist'), { recursive: true });
    writeFileSync(join(folder, 'node_modules/electron/path.txt'), 'electron');
    expect(findElectron(folder)).toBeUndefined();
    const binary = join(folder, 'node_modules/electron/dist/electron');
    writeFileSync(binary, '');
    expect(findElectron(folder)).toBe(binary);
  });
});

describe('a build is stale', () => {
  const inputs = (): string[] => [join(folder, 'src'), join(folder, 'later.ts')];
  beforeEach(() => {
    mkdirSync(join(folder, 'src/deep'), { recursive: true });
    writeFileSync(join(folder, 'src/deep/a.ts'), 'one');
  });

  test.each([
    ['when a file changed', () => writeFileSync(join(folder, 'src/deep/a.ts'), 'two'), true],
    ['when a file came', () => writeFileSync(join(folder, 'src/b.ts'), ''), true],
    ['when a file went', () => rmSync(join(folder, 'src/deep/a.ts')), true],
    ['when an absent input arrived', () => writeFileSync(join(folder, 'later.ts'), ''), true],
    ['not when only a time changed', () => utimesSync(join(folder, 'src/deep/a.ts'), 1, 1), false],
    ['not when a test changed', () => writeFileSync(join(folder, 'src/a.test.ts'), 'x'), false],
  ])('%s', (_, change, stale) => {
    const before = fingerprint(inputs());
    change();
    expect(fingerprint(inputs()) !== before).toBe(stale);
  });
});
