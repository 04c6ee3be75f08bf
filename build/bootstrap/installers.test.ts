// How npm and apt are called, with programs of those names that write down what they were asked. Node (vitest).

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { ensurePackages } from './packages.mjs';
import { openStamps } from './stamps.mjs';
import { ensurePrograms, ensureTestPrograms } from './system.mjs';

let root = '';
let said: string[] = [];
const report = { say: (line: string) => said.push(line), progress: () => undefined };

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gatelight-installers-'));
  said = [];
  mkdirSync(join(root, 'bin'));
  mkdirSync(join(root, 'node_modules'));
  // Only our programs, and the shell that runs them.
  vi.stubEnv('PATH', join(root, 'bin'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

describe('npm', () => {
  const lock = (version: string): void =>
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/a': { version } } }),
    );
  beforeEach(() => lock('1.0.0'));

  test('installs the lock once, and again when the lock changed', async () => {
    program('npm', 'exit 0');

    await ensurePackages({ root, report });
    await ensurePackages({ root, report });
    expect(calls()).toEqual([expect.stringMatching(/^npm ci /u)]);

    lock('1.0.1');
    await ensurePackages({ root, report });
    expect(calls()).toHaveLength(2);
  });

  test('is not called when it was run by hand before', async () => {
    program('npm', 'exit 0');
    writeFileSync(
      join(root, 'node_modules/.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }),
    );

    await ensurePackages({ root, report });

    expect(calls()).toEqual([]);
  });

  test('that refuses the lock is asked to install the same versions', async () => {
    program('npm', '[ "$1" = install ]');

    await ensurePackages({ root, report });

    expect(calls()).toEqual([
      expect.stringMatching(/^npm ci /u),
      expect.stringMatching(/^npm install --no-save /u),
    ]);
    expect(said.join('\n')).toContain('npm install --no-save');
  });

  test('that fails twice ends the bootstrap, and the next run tries again', async () => {
    program('npm', 'exit 1');

    await expect(ensurePackages({ root, report })).rejects.toThrow('could not be installed');
    await expect(ensurePackages({ root, report })).rejects.toThrow('could not be installed');
    expect(calls()).toHaveLength(4);
  });

  test('is kept from fetching CUDA files and from installing git hooks', async () => {
    program('npm', '[ "$ONNXRUNTIME_NODE_INSTALL" = skip ] && [ "$CI" = true ]');

    await ensurePackages({ root, report });

    expect(calls()).toHaveLength(1);
  });
});

describe('apt', () => {
  const ensure = (options: { required: boolean; root: boolean }): Promise<void> =>
    ensurePrograms({ ...options, report, stamps: openStamps(join(root, 'stamps.json')) });

  test('is not called when both programs are there', async () => {
    program('chromium', '');
    program('ffmpeg', '');
    program('apt-get', 'exit 1');

    await ensure({ required: true, root: true });

    expect(calls()).toEqual([]);
  });

  test('updates, then installs what is missing, when the user is root', async () => {
    program('ffmpeg', '');
    program('apt-get', `[ "$1" = update ] || /bin/cp "$0" "${join(root, 'bin/chromium')}"`);

    await ensure({ required: true, root: true });

    expect(calls()).toEqual([
      'apt-get update -q',
      'apt-get install -y -q --no-install-recommends chromium',
    ]);
  });

  test('is left to the user who is not root: the exact line is printed', async () => {
    program('apt-get', 'exit 0');
    program('ffmpeg', '');

    await ensure({ required: false, root: false });

    expect(calls()).toEqual([]);
    expect(said).toEqual([expect.stringMatching(/: sudo apt-get install -y chromium$/u)]);
  });

  test('that is left to the user ends a demo before it begins', async () => {
    await expect(ensure({ required: true, root: false })).rejects.toThrow(
      'sudo apt-get install -y chromium ffmpeg',
    );
  });

  test('brings what tests talk to; without it they are skipped, and nothing ends', async () => {
    program('socat', '');
    program('apt-get', 'exit 0');

    await ensureTestPrograms({
      root: false,
      report,
      stamps: openStamps(join(root, 'stamps.json')),
    });

    expect(calls()).toEqual([]);
    expect(said).toEqual([expect.stringMatching(/: sudo apt-get install -y mosquitto$/u)]);
  });

  test('that fails is not tried again at every start', async () => {
    program('apt-get', 'exit 100');
    const stamps = openStamps(join(root, 'stamps.json'));

    await ensurePrograms({ required: false, root: true, report, stamps });
    await ensurePrograms({ required: false, root: true, report, stamps });

    expect(calls()).toEqual(['apt-get update -q']);
  });
});

function program(name: string, script: string): void {
  const path = join(root, 'bin', name);
  writeFileSync(path, `#!/bin/sh\necho "${name} $*" >> "${join(root, 'calls')}"\n${script}\n`);
  chmodSync(path, 0o755);
}

function calls(): string[] {
  const path = join(root, 'calls');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}
