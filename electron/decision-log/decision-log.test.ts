import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { padScore, unavailable } from '#core/pad/index.ts';
import type { DecisionRecord } from '#core/session/index.ts';
import { LogFault, openForAppend } from './database.ts';
import { canonicalJson } from './canonical.ts';
import { listDecisions, listEntries, openDecisionLog } from './decision-log.ts';
import { EVERY_DECISION } from './entries.ts';
import { migrations } from './migrations/index.ts';
import { verifyLog } from './verify.ts';

const record: DecisionRecord = {
  sessionId: 's1',
  host: 'kiosk',
  policy: { name: 'production', sha256: 'a'.repeat(64) },
  outcome: 'bona-fide',
  decision: 'grant',
  reasons: ['complete'],
  score: { kind: 'fused', value: padScore(0.93) },
  passed: ['LOOK LEFT', 'BLINK'],
  medicalMask: false,
  extendedTime: false,
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
        medicalMask: false,
        extendedTime: false,
      },
    ]);
  });

  it('keeps that a medical mask was worn, and takes entries that do not speak of one for unmasked', async () => {
    using log = openDecisionLog(path);
    await log.append({ ...record, medicalMask: true });
    await log.append({ ...record, sessionId: 's2' });
    expect(listDecisions(path, 2).map((entry) => entry.medicalMask)).toEqual([false, true]);
    using database = new DatabaseSync(path);
    const spoken = database.prepare("SELECT body LIKE '%medicalMask%' AS it FROM entries").all();
    expect(spoken).toEqual([{ it: 1 }, { it: 0 }]);
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

describe('migration 3', () => {
  /** As a program from before the chain left it, with an entry that somebody deleted. */
  function unchainedLog(): void {
    using database = new DatabaseSync(path);
    for (const sql of migrations.slice(0, 2)) database.exec(String(sql));
    const insert = database.prepare(
      `INSERT INTO decisions (id, at_ms, session_id, host, policy, policy_sha256, outcome, decision, reasons, score, passed, duration_ms, models, camera)
       VALUES (?, 5, ?, 'kiosk', 'production', ?, 'bona-fide', 'grant', '["complete"]', 0.25, '["BLINK"]', 7, '{"m":"x"}', '{"label":"C920","virtual":false}')`,
    );
    for (const id of ['a', 'b', 'c']) insert.run(id, `session ${id}`, 'a'.repeat(64));
    database.exec(`DELETE FROM decisions WHERE id = 'b'; PRAGMA user_version = 2;`);
  }

  it('chains what was there in its order, and says how many entries were missing', () => {
    unchainedLog();
    openDecisionLog(path)[Symbol.dispose]();
    expect(listDecisions(path, 9)).toMatchObject([
      { sequence: 2, id: 'c' },
      {
        sequence: 1,
        id: 'a',
        at: '1970-01-01T00:00:00.005Z',
        sessionId: 'session a',
        score: 0.25,
        passed: ['BLINK'],
        models: { m: 'x' },
        camera: { label: 'C920', virtual: false },
      },
    ]);
    expect(listEntries(path, { ...EVERY_DECISION, events: true, limit: 1 })).toMatchObject([
      { event: 'log-migrated', detail: { entries: 2, missing: 1 } },
    ]);
    expect(verifyLog(path, { mirror: [], keyId: null, everySignature: true })).toMatchObject({
      entries: 3,
      unsignedThrough: 3,
      tampering: null,
    });
  });

  it('finds what is done afterwards to entries from before it, also when the chain is made anew', async () => {
    unchainedLog();
    {
      using log = openDecisionLog(path);
      await log.append(record);
    }
    using database = new DatabaseSync(path);
    database.exec(`UPDATE entries SET body = replace(body, '0.25', '0.99') WHERE sequence = 1`);
    const said = verifyLog(path, { mirror: [], keyId: null, everySignature: false });
    expect(said.tampering).toMatchObject({ sequence: 1, id: 'a' });
  });

  it('is not asked of a log that is only read', () => {
    unchainedLog();
    expect(() => listDecisions(path, 1)).toThrow('written by an older Gatelight');
  });
});

describe('canonical JSON', () => {
  it('is that of RFC 8785, section 3.2.2 and 3.2.3', () => {
    const text = String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`;
    expect(canonicalJson(z.json().parse(JSON.parse(text)))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
    const keys = String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`;
    const order = canonicalJson(z.json().parse(JSON.parse(keys))).matchAll(/:"([^"]+)"/gu);
    expect([...order].map(([, name]) => name)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('has no form for what is no number', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(RangeError);
  });
});
