// Builds with vite itself: once, not twice, and again after a failure. Node (vitest).

import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { ensureBuilt } from './ensure-built.mjs';
import type { Part } from './parts.mjs';

// Inside the repository, so that the configuration finds vite.
let folder = '';
beforeEach(() => {
  mkdirSync('dist', { recursive: true });
  folder = mkdtempSync('dist/build-test-');
  writeFileSync(
    join(folder, 'vite.config.ts'),
    `export default {
       root: import.meta.dirname,
       build: { ssr: true, outDir: 'out', rolldownOptions: { input: import.meta.dirname + '/source.ts' } },
     };`,
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(`dist/build/${basename(folder)}`, { force: true });
});

const part = (): Part => ({
  name: basename(folder),
  outputs: [join(folder, 'out')],
  inputs: [join(folder, 'source.ts')],
  builds: [{ config: join(folder, 'vite.config.ts'), mode: 'production' }],
});
const source = (text: string): void => writeFileSync(join(folder, 'source.ts'), text);
const builtAt = (): number => statSync(join(folder, 'out/source.js')).mtimeMs;

test('a part is built once, and again when its source changed', async () => {
  source('export const answer = 1;');
  expect(await ensureBuilt([part()])).toBe(true);
  const first = builtAt();

  expect(await ensureBuilt([part()])).toBe(true);
  expect(builtAt()).toBe(first);

  source('export const answer = 2;');
  expect(await ensureBuilt([part()])).toBe(true);
  expect(builtAt()).not.toBe(first);
});

test('a part whose output was deleted is built again', async () => {
  source('export const answer = 1;');
  await ensureBuilt([part()]);
  rmSync(join(folder, 'out'), { recursive: true });

  await ensureBuilt([part()]);

  expect(existsSync(join(folder, 'out/source.js'))).toBe(true);
});

test('a failed build says no, and is tried again although nothing changed', async () => {
  source('export const answer = ;');
  expect(await ensureBuilt([part()])).toBe(false);
  expect(await ensureBuilt([part()])).toBe(false);
});
