import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { openCredentials } from '#electron/credentials/index.ts';
import { createKeyStore, CREDENTIALS_KEY } from '#electron/decision-log/key-store.ts';
import { runCommandLine } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatelight-credentials-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

/** The command line as a process of its own: what it reads is a real standard input. */
function gatelight(args: readonly string[], input = '') {
  const main = join(import.meta.dirname, 'index.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, GATELIGHT_DATA: folder },
  });
  return { status, stdout, stderr };
}

async function inProcess(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const { signal } = new AbortController();
  const code = await runCommandLine(['node', 'gatelight', ...args], io, signal);
  return { code, out, err };
}

it('adds a PIN from standard input, lists whose it is, removes it, and logs both', () => {
  const added = gatelight(['credentials', 'add', 'Ada', '--kind', 'pin'], '482913\n');
  expect(added).toMatchObject({ status: 0 });
  expect(added.stdout + added.stderr).not.toContain('482913');
  const listed = gatelight(['credentials', 'list', '--json']);
  const { id, ...credential } = JSON.parse(listed.stdout) as Readonly<Record<string, unknown>>;
  expect(credential).toMatchObject({ kind: 'pin', holder: 'Ada', expiresAt: null });
  expect(gatelight(['credentials', 'remove', String(id)])).toMatchObject({ status: 0 });
  expect(gatelight(['credentials', 'list']).stdout).toBe('');
  const log = gatelight(['log', 'list', '--events', '--json']).stdout;
  expect(log.match(/credentials-changed/g)).toHaveLength(2);
  expect(log).not.toContain('482913');
});

it('disables, enables and ends one, says so, and logs each', async () => {
  vi.stubEnv('GATELIGHT_DATA', folder);
  const badge = { kind: 'badge', holder: 'Ben', value: '04A1B2C3', expiresAt: null } as const;
  const open = () => openCredentials(folder, createKeyStore(folder, null, CREDENTIALS_KEY));
  using store = open();
  const { id } = await store.add(badge, async () => undefined);
  for (const [args, line, standing] of [
    [['disable', id], '  disabled  ', { disabled: true, expiresAt: null }],
    [['enable', id], '  kept  ', { disabled: false, expiresAt: null }],
    [['expire', id, '2027-01-31'], '  until 2027-01-31T', { expiresAt: expect.any(String) }],
    [['expire', id, 'never'], '  kept  ', { disabled: false, expiresAt: null }],
  ] as const) {
    const { code, out } = await inProcess('credentials', ...args);
    expect({ code, out }).toEqual({ code: 0, out: [expect.stringContaining(line)] });
    expect(store.list()).toMatchObject([standing]);
  }
  const { out: log } = await inProcess('log', 'list', '--events', '--json');
  for (const [word, times] of [
    ['"change":"disabled"', 1],
    ['"change":"enabled"', 1],
    ['"change":"expiry-set"', 2],
    ['"until":"2027-01-31T', 1],
  ] as const)
    expect([word, log.filter((each) => each.includes(word)).length]).toEqual([word, times]);

  expect(await inProcess('credentials', 'disable', 'another')).toMatchObject({ code: 2 });
  expect(await inProcess('credentials', 'expire', id, 'soon')).toMatchObject({ code: 2 });
  expect(await inProcess('credentials', 'remove', id)).toMatchObject({ code: 0 });
});

it('says in one line why a PIN is none', () => {
  const weak = gatelight(['credentials', 'add', 'Ada', '--kind', 'pin'], '123456\n');
  expect(weak.status).toBe(2);
  expect(weak.stderr).toContain('a row of digits');
});
