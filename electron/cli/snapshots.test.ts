import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { createKeyStore, SNAPSHOTS_KEY } from '#electron/decision-log/key-store.ts';
import { openSnapshots } from '#electron/snapshots/snapshots.ts';
import { gatelight } from './testing/gatelight.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatelight-snapshots-cli-'));
const DAY_MS = 86_400_000;

beforeAll(async () => {
  process.env['GATELIGHT_DATA'] = folder;
  await using log = openDecisionLog(join(folder, 'decisions.sqlite'), { print: () => undefined });
  for (const [id, daysAgo] of [
    ['ancient', 400],
    ['recent', 3],
    ['fresh', 0],
  ] as const) {
    const snapshots = openSnapshots({
      folder: join(folder, 'snapshots'),
      keys: createKeyStore(folder, null, SNAPSHOTS_KEY),
      record: log.appendEvent,
      now: () => Date.now() - daysAgo * DAY_MS,
    });
    const data = new Uint8Array(64 * 64 * 4).fill(99);
    await snapshots.keep(id, { width: 64, height: 64, data, capturedAt: ms(0) });
  }
});
afterAll(() => {
  delete process.env['GATELIGHT_DATA'];
  rmSync(folder, { recursive: true });
});

const listed = async (): Promise<readonly unknown[]> =>
  (await gatelight('snapshots', 'list', '--json')).out.map((line): unknown => JSON.parse(line));

it('lists them oldest first, and shows no picture', async () => {
  expect(await listed()).toEqual(
    ['ancient', 'recent', 'fresh'].map((decisionId) => ({
      decisionId,
      createdAt: expect.any(String),
      bytes: expect.any(Number),
    })),
  );
});

it('decrypts one into a file that the operator names, and into none that is there', async () => {
  const out = join(folder, 'seen.webp');
  expect((await gatelight('snapshots', 'show', 'recent', '--out', out)).code).toBe(0);
  expect(readFileSync(out).toString('latin1', 8, 12)).toBe('WEBP');
  writeFileSync(out, 'mine');
  expect((await gatelight('snapshots', 'show', 'recent', '--out', out)).code).toBe(2);
  expect(readFileSync(out, 'utf8')).toBe('mine');
  const nobody = await gatelight('snapshots', 'show', 'nobody', '--out', `${out}2`);
  expect([nobody.code, nobody.err.at(-1)]).toEqual([2, 'snapshots: none was kept of nobody']);
});

it('deletes one, those past their time, and all; the log says each, and holds', async () => {
  expect(await gatelight('snapshots', 'delete', 'recent')).toMatchObject({ code: 0 });
  expect(await gatelight('snapshots', 'purge')).toMatchObject({ code: 0, out: ['deleted: 1'] });
  expect(await listed()).toMatchObject([{ decisionId: 'fresh' }]);
  const all = await gatelight('snapshots', 'purge', '--all');
  expect(all).toMatchObject({ code: 0, out: ['deleted: 1'] });
  expect(readdirSync(join(folder, 'snapshots'))).toEqual([]);
  const { out } = await gatelight('log', 'list', '--events', '--json');
  const events = out.map((line) => JSON.parse(line) as { event?: string });
  expect(events.map(({ event }) => event).toReversed()).toEqual([
    'snapshot-kept',
    'snapshot-kept',
    'snapshot-kept',
    // Decrypted twice, though the second had nowhere to go.
    'snapshot-shown',
    'snapshot-shown',
    'snapshot-deleted',
    'snapshot-deleted',
    'snapshot-deleted',
  ]);
  expect((await gatelight('log', 'verify')).code).toBe(0);
});
