// Keys as files that others change under a running server.
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { dropApiKey, keepApiKey, newApiKey, readKeyFile } from './key-file.ts';
import { openApiKeys, type ApiKeys } from './keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatelight-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'api-keys.json');
const first = newApiKey('first', new Date(0));
let complaints: string[] = [];
let keys: ApiKeys;
beforeEach(() => {
  rmSync(file, { force: true });
  keepApiKey(file, first.kept);
  complaints = [];
  keys = openApiKeys(file, (line) => complaints.push(line));
});

it('knows a key by its id, and no other text', () => {
  expect(keys.idOf(first.key)).toBe(first.kept.id);
  for (const wrong of ['', first.kept.id, first.key.slice(0, -1), `${first.key} `, 'ü'.repeat(80)])
    expect(keys.idOf(wrong)).toBeNull();
});

it('keeps no key, in a file that only its owner reads', () => {
  expect(readFileSync(file, 'utf8')).not.toContain(first.key.slice(12));
  expect(readKeyFile(file)).toEqual([first.kept]);
});

it('knows a key that is added, and a revoked one no more, from the next question on', () => {
  const second = newApiKey('second', new Date(0));
  expect(keys.idOf(second.key)).toBeNull();
  keepApiKey(file, second.kept);
  expect(keys.idOf(second.key)).toBe(second.kept.id);
  expect(dropApiKey(file, first.kept.id)).toEqual(first.kept);
  expect(keys.idOf(first.key)).toBeNull();
  expect([keys.isKept(first.kept.id), keys.isKept(second.kept.id)]).toEqual([false, true]);
  expect(dropApiKey(file, first.kept.id)).toBeNull();
});

it('knows nobody while the file is damaged or gone, and says so once', () => {
  writeFileSync(file, '{"keys": [');
  expect([keys.idOf(first.key), keys.idOf(first.key)]).toEqual([null, null]);
  expect(complaints).toEqual([expect.stringContaining('damaged')]);
  rmSync(file);
  expect(keys.count()).toBe(0);
});

it('reads keys from before they had names', () => {
  const { name: _, ...nameless } = first.kept;
  writeFileSync(file, JSON.stringify({ keys: [nameless] }));
  expect(readKeyFile(file)).toEqual([{ ...nameless, name: 'unnamed' }]);
});

it('refuses to change what somebody else is changing, but not what was left half changed', () => {
  writeFileSync(`${file}.new`, '');
  expect(() => keepApiKey(file, first.kept)).toThrow('somebody else');
  utimesSync(`${file}.new`, 0, 0);
  dropApiKey(file, first.kept.id);
  expect(readKeyFile(file)).toEqual([]);
});
