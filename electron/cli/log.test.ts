import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { padScore } from '#core/pad/index.ts';
import type { DecisionRecord } from '#core/session/index.ts';
import { openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { gatelight } from './testing/gatelight.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatelight-log-cli-'));
const start = Date.UTC(2026, 4, 1);
const HOUR = 3_600_000;

const record = (i: number): DecisionRecord => ({
  sessionId: `s${i}`,
  host: 'kiosk',
  policy: { name: 'production', sha256: 'a'.repeat(64) },
  outcome: i % 3 === 0 ? 'bona-fide' : 'attack',
  decision: i % 3 === 0 ? 'grant' : 'deny',
  reasons: i % 3 === 0 ? ['complete'] : ['pad'],
  score: { kind: 'fused', value: padScore(0.5) },
  passed: [],
  medicalMask: i === 6,
  extendedTime: i === 4,
  durationMs: 1000,
  camera: { label: i === 2 ? '=HYPERLINK("http://x","y"), a' : 'C920', virtual: false },
  models: {},
});

beforeAll(async () => {
  process.env['GATELIGHT_DATA'] = folder;
  let hour = 0;
  await using log = openDecisionLog(join(folder, 'decisions.sqlite'), {
    mirror: join(folder, 'mirror.jsonl'),
    wallClock: () => start + hour * HOUR,
  });
  for (hour = 1; hour <= 9; hour += 1) await log.append(record(hour));
  await log.appendEvent({ kind: 'override', door: 'front', operator: 'Ada', reason: 'late' });
});
afterAll(() => rmSync(folder, { recursive: true }));

const logCommand = (...args: readonly string[]) => gatelight('log', ...args);

const sessions = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => z.object({ sessionId: z.string() }).parse(JSON.parse(line)).sessionId);

it('lists a page, and says how to get the next', async () => {
  const first = await logCommand('list', '--json', '--limit', '4');
  expect(sessions(first.out)).toEqual(['s9', 's8', 's7', 's6']);
  expect(first.err).toEqual(['older ones: --before 6']);
  const second = await logCommand('list', '--json', '--limit', '4', '--before', '6');
  expect(sessions(second.out)).toEqual(['s5', 's4', 's3', 's2']);
});

it.each([
  [
    ['--outcome', 'bona-fide'],
    ['s9', 's6', 's3'],
  ],
  [
    ['--decision', 'grant', '--to', '2026-05-01T09:00Z'],
    ['s6', 's3'],
  ],
  [
    ['--reason', 'complete', '--from', '2026-05-01T06:00Z'],
    ['s9', 's6'],
  ],
  [['--from', '2026-05-01T08:00Z', '--to', '2026-05-01T09:00Z'], ['s8']],
])('lists by %j', async (filter, expected) => {
  const { out } = await logCommand('list', '--json', ...filter);
  expect(sessions(out)).toEqual(expected);
});

it('lists events where they are asked for, without the names of persons', async () => {
  const { out } = await logCommand('list', '--json', '--events', '--limit', '1');
  expect(out.join()).toContain('"event":"override"');
  expect(out.join()).not.toContain('Ada');
});

it.each([
  ['--from', 'yesterday'],
  ['--reason', 'luck'],
  ['--outcome', 'live'],
])('refuses %s %s', async (option, value) => {
  expect((await logCommand('list', option, value)).code).toBe(2);
});

it('exports JSON lines, oldest first, into a file of its owner’s', async () => {
  const file = join(folder, 'export.jsonl');
  const { code, err } = await logCommand('export', '--format', 'jsonl', '--out', file);
  expect({ code, err }).toEqual({ code: 0, err: [`9 entries in ${file}`] });
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(sessions(lines)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => `s${i}`));
});

it('exports CSV in which a camera’s name is no formula, no column and no line of its own', async () => {
  const file = join(folder, 'export.csv');
  await logCommand('export', '--format', 'csv', '--events', '--out', file);
  const text = readFileSync(file, 'utf8');
  expect(text.split('\r\n')).toHaveLength(1 + 10 + 1);
  expect(text).toContain(`,"'=HYPERLINK(""http://x"",""y""), a",`);
  expect(text).not.toMatch(/(^|,)"?=/mu);
});

it.each([
  ['a medical mask was worn', ', medical mask', 'medicalMask', 6],
  ['its subject had more time', ', more time', 'extendedTime', 4],
] as const)('says that %s, in the list and in both exports', async (_what, listed, field, told) => {
  const newestFirst = [9, 8, 7, 6, 5, 4, 3, 2, 1];
  const { out } = await logCommand('list');
  expect(out.map((line) => line.includes(listed))).toEqual(newestFirst.map((i) => i === told));

  const lines = async (format: string): Promise<readonly string[]> => {
    const file = join(folder, `${field}.${format}`);
    await logCommand('export', '--format', format, '--out', file);
    return readFileSync(file, 'utf8').trimEnd().split(/\r?\n/u);
  };
  const oldestFirst = newestFirst.toReversed().map((i) => i === told);
  const [header = '', ...rows] = await lines('csv');
  // No cell after the camera's label has a comma of its own.
  const fromEnd = header.split(',').toReversed().indexOf(field);
  expect(rows.map((row) => row.split(',').at(-1 - fromEnd))).toEqual(oldestFirst.map(String));
  const json = await lines('jsonl');
  expect(json.map((line) => line.includes(`"${field}":true`))).toEqual(oldestFirst);
});

it('does not export over what cannot be written', async () => {
  const { code } = await logCommand(
    'export',
    '--format',
    'csv',
    '--out',
    join(folder, 'no/such.csv'),
  );
  expect(code).toBe(2);
});

it('says that a log is whole, by itself and by its mirror', async () => {
  const said = await logCommand('verify', '--mirror', join(folder, 'mirror.jsonl'), '--json');
  expect(said.code).toBe(0);
  expect(JSON.parse(said.out[0] ?? '')).toMatchObject({
    entries: 10,
    mirrored: 2,
    tampering: null,
  });
});

it('says where a log was tampered with, in one line', async () => {
  {
    using database = new DatabaseSync(join(folder, 'decisions.sqlite'));
    database.exec(`UPDATE entries SET body = replace(body, 's4', 'x4') WHERE sequence = 4`);
  }
  const said = await logCommand('verify');
  expect(said.code).toBe(1);
  expect(said.out).toEqual([
    expect.stringMatching(/^TAMPERED {2}entry 4 \([0-9a-f-]{36}\): .*edited/u),
  ]);
});

it('is bad input where there is no log, no mirror and no format', async () => {
  expect((await logCommand('verify', '--mirror', join(folder, 'none'))).code).toBe(2);
  expect((await logCommand('export')).code).toBe(2);
  process.env['GATELIGHT_DATA'] = join(folder, 'elsewhere');
  expect((await logCommand('verify')).code).toBe(2);
});
