import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'gatelight-credentials-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

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

it('says in one line why a PIN is none', () => {
  const weak = gatelight(['credentials', 'add', 'Ada', '--kind', 'pin'], '123456\n');
  expect(weak.status).toBe(2);
  expect(weak.stderr).toContain('a row of digits');
});
