import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { padScore, unavailable } from '#core/pad/index.ts';
import type { DecisionRecord } from '#core/session/index.ts';
import { LogFault, openForAppend } from './database.ts';
import { listDecisions, openDecisionLog } from './decision-log.ts';
import { migrations } from './migrations/index.ts';

const record: DecisionRecord = {
  sessionId: 's1',
  host: 'kiosk',
  policy: { name: 'production', sha256: 'a'.repeat(64) },
  outcome: 'bona-fide',
  decision: 'grant',
  reasons: ['complete'],
  score: { kind: 'fused', value: padScore(0.93) },
  passed: ['LOOK LEFT', 'BLINK'],
  durationMs: 4321,
  camera: { label: 'HD Pro Webcam C920 (046d:082d)', virtual: false },
  models: { yunet_n_dynamic: 'b'.repeat(64) },
};

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'gatelight-log-')), 'decisions.sqlite');
});

describe('the decision log', () => {
  it('keeps what was decided, with the time and an id of its own', async () => {
    using log = openDecisionLog(path, { wallClock: () => Date.UTC(2026, 0, 2, 3, 4, 5) });
    const { id } = await log.append(record);
    expect(listDecisions(path, 10)).toEqual([
      {
        sequence: 1,
        kind: 'decision',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        id,
        at: '2026-01-02T03:04:05.000Z',
        sessionId: 's1',
        host: 'kiosk',
        policy: record.policy,
        outcome: 'bona-fide',
        decision: 'grant',
        reasons: ['complete'],
        score: 0.93,
        passed: ['LOOK LEFT', 'BLINK'],
        durationMs: 4321,
        camera: record.camera,
        models: record.models,
      },
    ]);
  });

  it('keeps an operator’s override, and that there was no camera', async () => {
    using log = openDecisionLog(path);
    const camera = { label: 'OBS Virtual Camera', virtual: true };
    await log.append({ ...record, sessionId: 'a', camera });
    await log.append({ ...record, sessionId: 'b', camera: null });
    expect(listDecisions(path, 2).map((entry) => entry.camera)).toEqual([null, camera]);
  });

  it('keeps a missing score missing', async () => {
    using log = openDecisionLog(path);
    await log.append({
      ...record,
      outcome: 'non-response',
      decision: 'deny',
      score: unavailable('not-requested'),
    });
    expect(listDecisions(path, 1)[0]?.score).toBeNull();
  });

  it('lists the newest first, and no more than asked for', async () => {
    using log = openDecisionLog(path);
    for (const sessionId of ['a', 'b', 'c']) await log.append({ ...record, sessionId });
    expect(listDecisions(path, 2).map((entry) => entry.sessionId)).toEqual(['c', 'b']);
  });

  it('refuses a second decision of one session', async () => {
    using log = openDecisionLog(path);
    await log.append(record);
    await expect(log.append(record)).rejects.toThrow(/UNIQUE/);
  });

  it('refuses a grant without a bona fide outcome', async () => {
    using log = openDecisionLog(path);
    await expect(log.append({ ...record, outcome: 'attack' })).rejects.toThrow(/CHECK/);
  });

  it('is durable before it answers: write-ahead log, fully synchronous', () => {
    using database = openForAppend(path);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    const full = 2;
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: full });
  });

  it.each([
    ['a folder in its place', (file: string) => mkdirSync(file)],
    [
      'a file that is no database',
      (file: string) => writeFileSync(file, 'not a database'.repeat(100)),
    ],
  ])('faults in one line that names the file when there is %s', (_, spoil) => {
    spoil(path);
    expect(() => openDecisionLog(path)).toThrow(LogFault);
    expect(() => openDecisionLog(path)).toThrow(
      new RegExp(`^decision log ${path}: [^\n]+; (make the file|it is damaged)`),
    );
  });

  it('does not touch a log that a newer program wrote', () => {
    using database = new DatabaseSync(path);
    database.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    expect(() => openDecisionLog(path)).toThrow('written by a newer Gatelight');
  });

  it('says so when there is no log to list', () => {
    expect(() => listDecisions(path, 1)).toThrow(LogFault);
  });
});

describe('migration 1', () => {
  it('makes an empty database into a log, once', () => {
    openDecisionLog(path)[Symbol.dispose]();
    openDecisionLog(path)[Symbol.dispose]();
    using database = new DatabaseSync(path);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({
      user_version: migrations.length,
    });
  });
});

describe('migration 2', () => {
  /** A log as a program from before it left it: one entry, under the first migration alone. */
  function oldLog(): void {
    const [first = ''] = migrations;
    using database = new DatabaseSync(path);
    database.exec(`${String(first)} PRAGMA user_version = 1;`);
    database
      .prepare(
        `INSERT INTO decisions (id, at_ms, session_id, host, policy, policy_sha256, outcome, decision, reasons, passed, duration_ms, models)
         VALUES ('old', 0, 's0', 'kiosk', 'production', ?, 'non-response', 'deny', '[]', '[]', 1, '{}')`,
      )
      .run('a'.repeat(64));
  }

  it('keeps the entries from before it, without a camera, and notes it from then on', async () => {
    oldLog();
    using log = openDecisionLog(path);
    await log.append(record);
    expect(listDecisions(path, 2)).toMatchObject([
      { sequence: 3, camera: record.camera },
      { sequence: 1, id: 'old', camera: null },
    ]);
  });
});
