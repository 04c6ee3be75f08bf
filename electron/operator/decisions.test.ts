import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { padScore } from '#core/pad/index.ts';
import type { DecisionRecord } from '#core/session/index.ts';
import { openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { createLogThread } from './log-thread.ts';
import { deskFolder, openDesk, type Desk, type DeskFolder } from '../../e2e/support/desk.ts';

const START = Date.UTC(2026, 4, 1);
const HOUR = 3_600_000;

let folder: DeskFolder;
let desk: Desk;
beforeAll(async () => {
  folder = await deskFolder();
  let hour = 0;
  {
    await using log = openDecisionLog(path(), { wallClock: () => START + hour * HOUR });
    for (hour = 1; hour <= 9; hour += 1) await log.append(record(hour));
    await log.appendEvent({ kind: 'override', door: 'front', operator: 'Zoe', reason: 'late' });
  }
  desk = await openDesk({ data: folder.data });
  await desk.setUp();
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await folder.remove();
});

const path = (): string => join(folder.data, 'decisions.sqlite');

const record = (i: number): DecisionRecord => ({
  sessionId: `old${i}`,
  host: 'kiosk',
  policy: { name: 'production', sha256: 'a'.repeat(64) },
  outcome: i % 3 === 0 ? 'bona-fide' : 'attack',
  decision: i % 3 === 0 ? 'grant' : 'deny',
  reasons: i % 3 === 0 ? ['complete'] : ['pad', 'dot-grid'],
  score: { kind: 'fused', value: padScore(0.5) },
  passed: [],
  medicalMask: false,
  extendedTime: false,
  durationMs: 1000,
  camera: null,
  models: {},
});

const ALL = {
  fromMs: null,
  toMs: null,
  outcome: null,
  decision: null,
  reason: null,
  events: false,
};

it('pages through decisions, newest first, until there are no more', async () => {
  const page = async (before: number | null) => {
    const { entries, next } = await desk.ask({ ask: 'decisions:page', ...ALL, limit: 4, before });
    return { ids: entries.map((e) => (e.kind === 'decision' ? e.sessionId : e.event)), next };
  };
  const first = await page(null);
  expect(first.ids).toEqual(['old9', 'old8', 'old7', 'old6']);
  const second = await page(first.next);
  expect(second.ids).toEqual(['old5', 'old4', 'old3', 'old2']);
  expect(await page(second.next)).toEqual({ ids: ['old1'], next: null });
});

it('filters them, and names who did what beside them', async () => {
  const grants = await desk.ask({
    ask: 'decisions:page',
    ...ALL,
    reason: 'complete',
    toMs: START + 9 * HOUR,
    limit: 10,
    before: null,
  });
  expect(grants.entries.map(({ sequence }) => sequence)).toEqual([6, 3]);
  const events = await desk.ask({
    ask: 'decisions:page',
    ...ALL,
    events: true,
    toMs: START + 11 * HOUR,
    limit: 1,
    before: null,
  });
  expect(events.entries).toMatchObject([{ event: 'override', names: { operator: 'Zoe' } }]);
});

it('counts them by time, outcome and reason, the empty times included', async () => {
  const { buckets } = await desk.ask({
    ask: 'decisions:tally',
    fromMs: START,
    toMs: START + 15 * HOUR,
    bucketMs: 5 * HOUR,
  });
  expect(buckets).toEqual([
    {
      fromMs: START,
      outcomes: { attack: 3, 'bona-fide': 1 },
      granted: 1,
      reasons: { complete: 1, pad: 3, 'dot-grid': 3 },
    },
    {
      fromMs: START + 5 * HOUR,
      outcomes: { attack: 3, 'bona-fide': 2 },
      granted: 2,
      reasons: { complete: 2, pad: 3, 'dot-grid': 3 },
    },
    { fromMs: START + 10 * HOUR, outcomes: {}, granted: 0, reasons: {} },
  ]);
});

it.each([
  [{ fromMs: 5, toMs: 5, bucketMs: 60_000 }, 'toMs'],
  [{ fromMs: 0, toMs: 401 * 60_000, bucketMs: 60_000 }, 'bucketMs'],
])('does not count %j', async (span, field) => {
  const refusal = await desk.refusal({ ask: 'decisions:tally', ...span });
  expect(refusal).toMatchObject({ code: 'invalid', field });
});

it('exports into a file of its owner’s, logged before there is one', async () => {
  const done = await desk.ask({
    ask: 'decisions:export',
    format: 'csv',
    filter: { ...ALL, decision: 'grant' },
  });
  expect(done.entries).toBe(3);
  const { mode, size } = await stat(done.path);
  expect([mode & 0o777, size]).toEqual([0o600, done.bytes]);
  const lines = (await readFile(done.path, 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 3);
  const [newest] = (
    await desk.ask({ ask: 'decisions:page', ...ALL, events: true, limit: 1, before: null })
  ).entries;
  expect(newest).toMatchObject({ event: 'log-exported', names: { operator: 'Ada' } });
});

it('reads in a thread of its own: the kiosk answers meanwhile', async () => {
  const turns: number[] = [];
  const timer = setInterval(() => turns.push(1), 1);
  const busy = desk.ask({ ask: 'decisions:verify' });
  await busy;
  clearInterval(timer);
  // The thread itself takes longer to start than this.
  expect(turns.length).toBeGreaterThan(2);
});

it('reads the log where no thread can be started, as in an archive', async () => {
  const log = createLogThread(folder.data, new URL('./no-such-worker.ts', import.meta.url));
  const span = { fromMs: START, toMs: START + 10 * HOUR, bucketMs: 10 * HOUR };
  for (const _ of ['at first', 'from then on']) {
    const [bucket] = await log.run({ job: 'tally', span });
    expect(bucket?.granted).toBe(3);
  }
});

it('finds what was done to the log behind its back, while the kiosk goes on', async () => {
  expect(await desk.ask({ ask: 'decisions:verify' })).toMatchObject({ tampering: null });
  {
    using database = new DatabaseSync(path());
    database.exec(`UPDATE entries SET body = replace(body, 'old4', 'new4') WHERE sequence = 4`);
  }
  expect(await desk.ask({ ask: 'decisions:verify' })).toMatchObject({
    tampering: { sequence: 4, what: expect.stringContaining('edited') },
  });
});
