import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createKeyStore, IDENTITY_KEY } from '#electron/decision-log/key-store.ts';
import { openIdentity } from '#electron/identity/index.ts';
import { madeUpTemplate, newFace } from '#electron/identity/testing/people.ts';
import { gatelight } from './testing/gatelight.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatelight-identity-cli-'));

beforeAll(async () => {
  process.env['GATELIGHT_DATA'] = folder;
  using identity = await openIdentity(folder, createKeyStore(folder, null, IDENTITY_KEY), {
    record: () => Promise.resolve(),
  });
  const { id: staff } = identity.createCollection('staff');
  const { id: guests } = identity.createCollection('guests');
  const expiresAt = '2026-01-01T00:00:00.000Z';
  await identity.enrol(staff, newFace('anna', madeUpTemplate(1)));
  await identity.enrol(guests, newFace('anna', madeUpTemplate(2)));
  await identity.enrol(staff, newFace('ben', madeUpTemplate(3)));
  await identity.enrol(guests, { ...newFace('carl', madeUpTemplate(4)), expiresAt });
});
afterAll(() => rmSync(folder, { recursive: true }));

const enrolled = async (): Promise<readonly unknown[]> =>
  (await gatelight('identity', 'list', '--json')).out.map((line): unknown => JSON.parse(line));

it('lists who is enrolled, and shows no template', async () => {
  const faces = await enrolled();
  expect(faces).toMatchObject([
    { collection: 'staff', externalId: 'anna', liveness: { kind: 'checked' } },
    { collection: 'staff', externalId: 'ben' },
    { collection: 'guests', externalId: 'anna' },
    { collection: 'guests', externalId: 'carl' },
  ]);
  expect(JSON.stringify(faces)).not.toContain('template');
});

it('deletes whose time has run out, and all faces of a person, and the log says so', async () => {
  const { out: backup } = await gatelight('identity', 'backup');
  expect(
    readFileSync(backup[0] ?? '')
      .subarray(0, 15)
      .toString(),
  ).toBe('SQLite format 3');
  expect(await gatelight('identity', 'purge')).toMatchObject({ code: 0, out: ['deleted: 1'] });
  const removed = await gatelight('identity', 'remove', 'anna');
  expect(removed).toMatchObject({ code: 0, out: ['deleted: 2'] });
  expect(await enrolled()).toMatchObject([{ externalId: 'ben' }]);
  const log = await gatelight('log', 'list', '--events', '--json');
  const deletions = log.out
    .map((line): unknown => JSON.parse(line))
    .filter((entry) => JSON.stringify(entry).includes('face-deleted'));
  expect(deletions).toMatchObject([
    { detail: { cause: 'request' } },
    { detail: { cause: 'request' } },
    { detail: { cause: 'expired' } },
  ]);
  // Whose faces they were can be deleted from the log, too: it lies beside the chain.
  expect(JSON.stringify(deletions)).not.toContain('anna');
  expect(await gatelight('log', 'verify')).toMatchObject({ code: 0 });
});

it('says so where nobody is enrolled by that name, and where a backup was not reached', async () => {
  const nobody = await gatelight('identity', 'remove', 'dora');
  expect(nobody.code).toBe(2);
  expect(nobody.err.join('\n')).toContain('nobody is enrolled as dora');
  writeFileSync(join(folder, 'backups', 'identity-torn.sqlite'), 'torn'.repeat(1000));
  const removed = await gatelight('identity', 'remove', 'ben');
  expect(removed).toMatchObject({ code: 1, out: ['deleted: 1'] });
  expect(removed.err.join('\n')).toContain('identity-torn.sqlite');
});
