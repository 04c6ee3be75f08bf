import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { gatelight } from './testing/gatelight.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatelight-keys-cli-'));
beforeAll(() => {
  process.env['GATELIGHT_DATA'] = folder;
});
afterAll(() => {
  delete process.env['GATELIGHT_DATA'];
  rmSync(folder, { recursive: true });
});

const added = z.object({ id: z.string(), name: z.string(), key: z.string() });

it('adds a key and shows it once, lists it by its name, revokes it, and logs both', async () => {
  const { out } = await gatelight('keys', 'add', 'front desk', '--json');
  const { id, key } = added.parse(JSON.parse(out.join('')));
  const listed = await gatelight('keys', 'list');
  expect(listed.out).toEqual([expect.stringMatching(new RegExp(`front desk  ${id}$`, 'u'))]);
  expect(readFileSync(join(folder, 'api-keys.json'), 'utf8')).not.toContain(key);
  expect(await gatelight('keys', 'revoke', id)).toMatchObject({ code: 0 });
  expect((await gatelight('keys', 'list')).out).toEqual([]);
  const log = (await gatelight('log', 'list', '--events', '--json')).out.join('\n');
  expect(log.match(/api-keys-changed/gu)).toHaveLength(2);
  expect(log).not.toContain(key);
});

it('says in one line that there is no such key, or that a name is none', async () => {
  const { code, err } = await gatelight('keys', 'revoke', '00000000');
  expect([code, err.at(-1)]).toEqual([2, 'keys: none is 00000000']);
  expect((await gatelight('keys', 'add', ' ')).code).toBe(2);
});
