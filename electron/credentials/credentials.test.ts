import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createKeyStore, CREDENTIALS_KEY } from '#electron/decision-log/key-store.ts';
import { openCredentials, type NewCredential } from './credentials.ts';

let folder = '';
let now = 0;
beforeEach(async () => {
  now = Date.parse('2026-03-01T08:00:00Z');
  folder = await mkdtemp(join(tmpdir(), 'gatelight-credentials-'));
});
afterEach(() => rm(folder, { recursive: true }));

const keys = (where = folder) => createKeyStore(where, null, CREDENTIALS_KEY);
const open = (print?: (line: string) => void) =>
  openCredentials(folder, keys(), { wallClock: () => now, ...(print && { print }) });
const database = (): string => join(folder, 'credentials.sqlite');

const badge: NewCredential = {
  kind: 'badge',
  holder: 'Ada',
  value: '04a1b2c3',
  expiresAt: null,
};
const pin: NewCredential = { kind: 'pin', holder: 'Ben', value: '482913', expiresAt: null };
const logged = () => vi.fn(() => Promise.resolve());

it('knows whose badge or PIN it is, also after a restart, and nobody else’s', async () => {
  {
    using store = open();
    await store.add(badge, logged());
    await store.add(pin, logged());
  }
  using store = open();
  // Added within one tick of the clock, they stand in either order.
  expect(
    store
      .list()
      .map(({ kind, holder }) => `${kind} ${holder}`)
      .toSorted(),
  ).toEqual(['badge Ada', 'pin Ben']);
  expect(store.verify('badge', ' 04A1B2C3 ')).toMatchObject({ credential: { holder: 'Ada' } });
  expect(store.verify('pin', '482913')).toMatchObject({ credential: { holder: 'Ben' } });
  expect(store.verify('pin', '482914')).toEqual({ kind: 'unknown' });
  expect(store.verify('badge', '482913'), 'a PIN is no badge').toEqual({ kind: 'unknown' });
});

it('keeps no badge and no PIN in any file, and lets only its owner read what it keeps', async () => {
  using store = open();
  await store.add(badge, logged());
  await store.add(pin, logged());
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter((each) => each.isFile())) {
    const path = join(file.parentPath, file.name);
    const bytes = (await readFile(path)).toString('latin1').toUpperCase();
    for (const secret of ['04A1B2C3', '482913']) expect(bytes).not.toContain(secret);
    expect((await stat(path)).mode & 0o077).toBe(0);
  }
});

it.each([
  [{ ...pin, value: '48291' }, '6 to 12 digits'],
  [{ ...pin, value: '123456' }, 'a row of digits'],
  [{ ...badge, value: 'no badge' }, '4 to 64 letters'],
])('refuses %j', async (wrong, line) => {
  using store = open();
  const before = logged();
  await expect(store.add(wrong, before)).rejects.toThrow(line);
  expect(before).not.toHaveBeenCalled();
});

it('gives one PIN to one person, and names nobody to the second', async () => {
  using store = open();
  await store.add(pin, logged());
  const again = store.add({ ...pin, holder: 'Eve' }, logged());
  await expect(again).rejects.toThrow('this pin is in use; choose another one');
});

it('adds and removes nothing that could not be logged first', async () => {
  using store = open();
  const refuse = () => Promise.reject(new Error('the log is full'));
  await expect(store.add(pin, refuse)).rejects.toThrow('the log is full');
  expect(store.list()).toEqual([]);
  const { id } = await store.add(pin, logged());
  await expect(store.remove(id, refuse)).rejects.toThrow('the log is full');
  expect(store.list()).toHaveLength(1);
  expect(await store.remove(id, logged())).toMatchObject({ holder: 'Ben' });
  expect(await store.remove(id, logged())).toBeNull();
  expect(store.verify('pin', pin.value)).toEqual({ kind: 'unknown' });
});

const SOON = '2026-03-01T08:00:01.000Z';

/** What it is at first, how it is altered, and what it is called now and a second later. */
it.each([
  ['kept', null, [], 'known', 'known'],
  ['given until soon', SOON, [], 'known', 'expired'],
  ['altered to end soon', null, [{ expiresAt: SOON }], 'known', 'expired'],
  ['altered to stay', SOON, [{ expiresAt: null }], 'known', 'known'],
  ['disabled', null, [{ disabled: true }], 'disabled', 'disabled'],
  ['disabled and ended', SOON, [{ disabled: true }], 'disabled', 'disabled'],
  ['enabled again', null, [{ disabled: true }, { disabled: false }], 'known', 'known'],
  ['enabled too late', SOON, [{ disabled: true }, { disabled: false }], 'known', 'expired'],
] as const)('a badge that was %s', async (_, expiresAt, changes, first, then) => {
  {
    using store = open();
    const { id } = await store.add({ ...badge, expiresAt }, logged());
    for (const change of changes) {
      expect(await store.change(id, change, logged())).toMatchObject({ holder: 'Ada', ...change });
    }
  }
  using store = open();
  expect(store.verify('badge', badge.value)).toMatchObject({
    kind: first,
    credential: { holder: 'Ada' },
  });
  now += 1000;
  expect(store.verify('badge', badge.value).kind).toBe(then);
});

it('alters nothing that could not be logged first, and nothing that is not there', async () => {
  using store = open();
  const { id } = await store.add(badge, logged());
  const refuse = () => Promise.reject(new Error('the log is full'));
  await expect(store.change(id, { disabled: true }, refuse)).rejects.toThrow('the log is full');
  expect(store.verify('badge', badge.value).kind).toBe('known');
  const before = logged();
  expect(await store.change('another', { disabled: true }, before)).toBeNull();
  expect(before).not.toHaveBeenCalled();
});

it('makes nobody wait who shows one that opens nothing', async () => {
  using store = open();
  const { id } = await store.add(badge, logged());
  await store.change(id, { disabled: true }, logged());
  for (let shown = 0; shown < 20; shown += 1)
    expect(store.verify('badge', badge.value).kind).toBe('disabled');
});

it('makes whoever tries wrong ones wait, also across a restart, and no longer than it says', async () => {
  {
    using store = open();
    await store.add(pin, logged());
    await store.add(badge, logged());
    for (let tries = 0; tries < 4; tries += 1) store.verify('pin', '999111');
  }
  using store = open();
  expect(store.verify('pin', pin.value)).toEqual({ kind: 'throttled', retryAfterMs: 5000 });
  expect(store.verify('badge', badge.value).kind, 'badges do not wait for PINs').toBe('known');
  now += 5000;
  expect(store.verify('pin', pin.value).kind).toBe('known');
});

it('sees at once what another process adds, and two of them lose nothing', async () => {
  using kiosk = open();
  const script = `
    import { openCredentials } from ${JSON.stringify(new URL('./credentials.ts', import.meta.url).href)};
    import { createKeyStore, CREDENTIALS_KEY } from ${JSON.stringify(new URL('../decision-log/key-store.ts', import.meta.url).href)};
    const [folder, first] = process.argv.slice(1);
    using store = openCredentials(folder, createKeyStore(folder, null, CREDENTIALS_KEY));
    for (let n = 0; n < 20; n += 1)
      await store.add({ kind: 'badge', holder: 'x', value: first + n, expiresAt: null }, async () => {});`;
  const run = promisify(execFile);
  const adding = (first: string) =>
    run(process.execPath, ['--input-type=module', '--eval', script, folder, first]);
  await Promise.all([adding('AAAA'), adding('BBBB')]);
  expect(kiosk.list()).toHaveLength(40);
  expect(kiosk.verify('badge', 'AAAA19').kind).toBe('known');
  expect(kiosk.verify('badge', 'BBBB0').kind).toBe('known');
});

it.each([
  [
    'no database',
    () => writeFile(database(), 'not a database at all, whatever it is called', { mode: 0o600 }),
    /credentials .*: file is not a database; it is damaged, and nothing was changed/,
  ],
  ['one that others may read', () => chmod(database(), 0o640), /chmod 600 .*credentials\.sqlite/],
  [
    'one whose key is gone',
    () => rm(join(folder, 'keys'), { recursive: true }),
    /its key .* is missing or damaged/,
  ],
  [
    'one with another key',
    () => writeFile(join(folder, 'keys/credentials.hmac256'), Buffer.alloc(32, 7)),
    /is not the key that they were added with/,
  ],
  [
    'one whose key others may read',
    () => chmod(join(folder, 'keys/credentials.hmac256'), 0o644),
    /others may read its key/,
  ],
])('says in one line what is wrong with %s, and lets nobody in', async (_, spoil, line) => {
  {
    using store = open();
    await store.add(pin, logged());
  }
  await spoil();
  expect(() => open()).toThrow(line);
  expect(() => open()).not.toThrow(/\n/);
});

it('tells the operator that its key lies in a plain file', () => {
  const lines: string[] = [];
  using _store = open((line) => lines.push(line));
  expect(lines).toEqual([
    expect.stringContaining('the key of the badges and PINs lies in a plain file'),
  ]);
});
