import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { EVERY_DECISION } from '#electron/decision-log/entries.ts';
import { listNamed } from '#electron/decision-log/named-entries.ts';
import { gatelight } from './testing/gatelight.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-erase-'));
  vi.stubEnv('GATELIGHT_DATA', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const path = (): string => join(folder, 'decisions.sqlite');

async function log(...args: readonly string[]) {
  const { code, err } = await gatelight('log', ...args);
  return { code, err: err.filter((line) => !line.startsWith('notice: ')) };
}

/** Zanzibar is a name that no file has by chance. */
async function fill(): Promise<void> {
  await using log = openDecisionLog(path());
  for (const operator of ['Zanzibar', 'Bo', 'Zanzibar']) {
    await log.appendEvent({ kind: 'override', door: 'front', operator, reason: 'late' });
  }
}

it('deletes a name from the file itself, and leaves the log whole and the others as they are', async () => {
  await fill();
  expect(readFileSync(path(), 'latin1')).toContain('Zanzibar');
  expect(await log('erase', '--operator', 'Zanzibar')).toEqual({
    code: 0,
    err: ['deleted beside 2 entries'],
  });
  for (const file of ['', '-wal']) {
    const bytes = readOr(`${path()}${file}`);
    expect(bytes).not.toContain('Zanzibar');
  }
  expect((await log('verify')).code).toBe(0);
  const entries = listNamed(path(), { ...EVERY_DECISION, events: true, newestFirst: false });
  expect(
    entries.map((entry) => (entry.kind === 'event' ? [entry.event, entry.names] : [])),
  ).toEqual([
    ['override', {}],
    ['override', { operator: 'Bo' }],
    ['override', {}],
    ['personal-erased', {}],
  ]);
});

it('says so when the name is nowhere, and when there is no log', async () => {
  expect((await log('erase', '--operator', 'Ada')).code).toBe(2);
  await fill();
  expect(await log('erase', '--operator', 'Ada')).toEqual({
    code: 1,
    err: ['this name is in no entry'],
  });
  expect(listNamed(path(), { ...EVERY_DECISION, events: true })).toHaveLength(3);
});

function readOr(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
