import { createPrivateKey } from 'node:crypto';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entrySha256, GENESIS } from './canonical.ts';
import { openDecisionLog } from './decision-log.ts';
import { readMirror } from './read-mirror.ts';
import { createSigner, statements, type Signer } from './signatures.ts';
import { decisionRecord } from './testing/record.ts';
import { verifyLog, type Verification } from './verify.ts';

const ENTRIES = 230;

let folder: string;
let path: string;
let mirror: string;

/** A log of two runs, with an override among its entries, and its mirror. Made once and copied for each test. */
const original = mkdtempSync(join(tmpdir(), 'gatelight-verify-'));
beforeAll(async () => {
  settle(original);
  await append(1, 120);
  await append(121, ENTRIES);
});
beforeEach(() => {
  settle(mkdtempSync(join(tmpdir(), 'gatelight-verify-')));
  cpSync(original, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => rmSync(original, { recursive: true }));

function settle(here: string): void {
  folder = here;
  path = join(folder, 'decisions.sqlite');
  mirror = join(folder, 'mirror.jsonl');
}

async function append(from: number, through: number): Promise<void> {
  await using log = openDecisionLog(path, { mirror, wallClock: () => 1_700_000_000_000 + from });
  for (let i = from; i <= through; i += 1) {
    if (i === 7) {
      await log.appendEvent({ kind: 'override', door: 'front', operator: 'Ada', reason: 'late' });
    } else await log.append(decisionRecord(`s${i}`));
  }
}

function tamper(edit: (database: DatabaseSync) => void): void {
  using database = new DatabaseSync(path);
  database.exec('PRAGMA ignore_check_constraints = ON');
  edit(database);
}

const sql = (text: string) => (database: DatabaseSync) => database.exec(text);

function verify(with_: { mirror?: boolean; all?: boolean } = {}): Verification {
  const lines = with_.mirror === true ? readMirror(mirror) : [];
  if (typeof lines === 'string') throw new Error(lines);
  return verifyLog(path, { mirror: lines, keyId: null, everySignature: with_.all === true });
}

const idOf = (sequence: number): string => {
  using database = new DatabaseSync(path, { readOnly: true });
  return String(
    database.prepare('SELECT id FROM entries WHERE sequence = ?').get(sequence)?.['id'],
  );
};

/** What somebody does who knows the format: makes every hash anew, and signs with `signer` where there is one. */
function rechain(database: DatabaseSync, signer: Signer | null): void {
  const update = database.prepare(
    'UPDATE entries SET previous_sha256 = ?, sha256 = ?, signature = coalesce(?, signature) WHERE sequence = ?',
  );
  let previousSha256 = GENESIS;
  let count = 0;
  for (const row of database.prepare('SELECT * FROM entries ORDER BY sequence').all()) {
    const sequence = Number(row['sequence']);
    const sha256 = entrySha256({
      sequence,
      kind: String(row['kind']),
      id: String(row['id']),
      atMs: Number(row['at_ms']),
      body: String(row['body']),
      previousSha256,
    });
    const signature = signer?.sign(statements.entry({ count: sequence, sha256 })) ?? null;
    update.run(previousSha256, sha256, signature, sequence);
    previousSha256 = sha256;
    count = sequence;
  }
  const head = { count, sha256: previousSha256 };
  database
    .prepare('UPDATE head SET count = ?, sha256 = ?, signature = coalesce(?, signature)')
    .run(count, head.sha256, signer?.sign(statements.head(head)) ?? null);
  if (signer === null) return;
  for (const point of database.prepare('SELECT * FROM checkpoints').all()) {
    const at = Number(point['count']);
    const row = database.prepare('SELECT sha256 FROM entries WHERE sequence = ?').get(at);
    const sha256 = at === 0 ? GENESIS : String(row?.['sha256']);
    const claim = {
      count: at,
      sha256,
      atMs: Number(point['at_ms']),
      bootId: String(point['boot_id']),
      cause: String(point['cause']),
    };
    database
      .prepare('UPDATE checkpoints SET sha256 = ?, signature = ? WHERE number = ?')
      .run(sha256, signer.sign(statements.checkpoint(claim)), Number(point['number']));
  }
}

const stolenKey = (): Signer =>
  createSigner(
    createPrivateKey({
      key: readFileSync(join(folder, 'keys', 'decision-log.ed25519')),
      type: 'pkcs8',
      format: 'der',
    }),
  );

const GRANT = `UPDATE entries SET body = replace(replace(body, '"deny"', '"grant"'), '"attack"', '"bona-fide"') WHERE sequence = 50;`;
const CUT = `DELETE FROM entries WHERE sequence > 210;`;

describe('a log that nobody touched', () => {
  it('is whole, by its own word, by each signature and by its mirror', () => {
    for (const all of [false, true]) {
      expect(verify({ mirror: true, all })).toMatchObject({
        entries: ENTRIES,
        head: { count: ENTRIES },
        unsignedThrough: 0,
        notices: [],
        tampering: null,
      });
    }
    expect(readMirror(mirror)).toMatchObject(
      [0, 100, 120, 200, ENTRIES].map((count) => ({ count })),
    );
  });

  it('stays whole when a person’s name is deleted', () => {
    tamper(sql('DELETE FROM personal WHERE sequence = 7'));
    expect(verify({ mirror: true, all: true }).tampering).toBeNull();
  });
});

describe('from the log’s own file alone', () => {
  it.each<[string, string, number, boolean, RegExp]>([
    ['an edited field', GRANT, 50, true, /edited/],
    ['an edited time', 'UPDATE entries SET at_ms = 5 WHERE sequence = 50', 50, true, /edited/],
    ['an exchanged id', `UPDATE entries SET id = 'x' WHERE sequence = 50`, 50, true, /edited/],
    [
      'an event passed off as a decision',
      `UPDATE entries SET kind = 'decision' WHERE sequence = 7`,
      7,
      true,
      /edited/,
    ],
    [
      'an edited hash',
      `UPDATE entries SET sha256 = '${'e'.repeat(64)}' WHERE sequence = 50`,
      50,
      true,
      /edited/,
    ],
    [
      'a deleted entry',
      'DELETE FROM entries WHERE sequence = 50',
      50,
      false,
      /^entry 50 is missing/,
    ],
    [
      'deleted entries',
      'DELETE FROM entries WHERE sequence IN (50, 51)',
      50,
      false,
      /^entries 50 to 51 are missing/,
    ],
    [
      'the first entries deleted',
      'DELETE FROM entries WHERE sequence <= 20',
      1,
      false,
      /^entries 1 to 20 are missing/,
    ],
    [
      'two entries in each other’s place',
      'UPDATE entries SET sequence = -1 WHERE sequence = 50; UPDATE entries SET sequence = 50 WHERE sequence = 51; UPDATE entries SET sequence = 51 WHERE sequence = -1;',
      50,
      true,
      /moved/,
    ],
    [
      'an entry put in at the end',
      `INSERT INTO entries (sequence, kind, id, at_ms, body, previous_sha256, sha256) SELECT 231, kind, 'new', at_ms, replace(body, 's230', 's999'), sha256, sha256 FROM entries WHERE sequence = 230`,
      231,
      true,
      /put in/,
    ],
    ['entries cut off', CUT, 211, false, /^entries 211 to 230 are missing at the end/],
    [
      'entries and checkpoints cut off',
      `${CUT} DELETE FROM checkpoints WHERE count > 210`,
      211,
      false,
      /cut off/,
    ],
    [
      'entries cut off and the end moved to the last that is left',
      `${CUT} DELETE FROM checkpoints WHERE count > 210; UPDATE head SET count = 210, sha256 = (SELECT sha256 FROM entries WHERE sequence = 210), signature = (SELECT signature FROM entries WHERE sequence = 210)`,
      210,
      false,
      /not signed as ending here/,
    ],
    [
      'entries cut off at a checkpoint whose signature becomes the end’s',
      `DELETE FROM entries WHERE sequence > 200; DELETE FROM checkpoints WHERE count > 200; UPDATE head SET count = 200, sha256 = (SELECT sha256 FROM entries WHERE sequence = 200), signature = (SELECT signature FROM checkpoints WHERE count = 200)`,
      200,
      false,
      /not signed as ending here/,
    ],
    [
      'all entries and signatures of the end gone',
      'DELETE FROM entries; DELETE FROM head; DELETE FROM checkpoints; DELETE FROM personal',
      0,
      false,
      /not signed as ending here/,
    ],
    ['a lost end', 'DELETE FROM head', 230, false, /not signed as ending here/],
    [
      'a person’s name exchanged',
      `UPDATE personal SET value = 'Bob'`,
      7,
      true,
      /operator is not the one/,
    ],
    [
      'a name put to a nameless entry',
      `INSERT INTO personal VALUES (9, 'operator', 's', 'Bob')`,
      9,
      true,
      /operator/,
    ],
    [
      'a name of an entry that there is not',
      `INSERT INTO personal VALUES (999, 'operator', 's', 'Bob')`,
      999,
      false,
      /no entry/,
    ],
    [
      'a checkpoint that was changed',
      `UPDATE checkpoints SET at_ms = 1 WHERE count = 100`,
      100,
      false,
      /checkpoint \d+ is not signed/,
    ],
    [
      'the first entries passed off as pruned',
      `DELETE FROM entries WHERE sequence < 101; INSERT INTO pruned SELECT 1, count, sha256, signature FROM checkpoints WHERE count = 100`,
      100,
      false,
      /not by retention/,
    ],
  ])('finds %s', (_, statement, sequence, named, what) => {
    tamper(sql(statement));
    const { tampering } = verify();
    expect(tampering?.what).toMatch(what);
    expect(tampering?.sequence).toBe(sequence);
    expect(tampering?.id).toBe(named ? idOf(sequence) : null);
  });

  it.each([
    ['before a checkpoint', 50, GRANT],
    ['behind the last checkpoint of the run', 225, GRANT.replace('50', '225')],
  ])(
    'names the entry that was edited %s, though the chain was made anew without the key',
    (_, sequence, edit) => {
      // No checkpoint of the end to lean on.
      tamper((database) => {
        database.exec('DELETE FROM checkpoints WHERE count > 200');
        database.exec(edit);
        rechain(database, null);
      });
      expect(verify().tampering).toEqual({
        sequence,
        id: idOf(sequence),
        what: expect.stringContaining("not signed with the log's key"),
      });
    },
  );

  it('finds a log that was signed anew with another key, when it knows the right one', async () => {
    const { keyId } = verify();
    const other = join(mkdtempSync(join(tmpdir(), 'gatelight-forged-')), 'decisions.sqlite');
    {
      using log = openDecisionLog(other);
      await log.append(decisionRecord('s1'));
    }
    const said = verifyLog(other, { mirror: [], keyId, everySignature: false });
    expect(said.tampering?.what).toContain(`should be with ${keyId}`);
  });

  it('does not see a chain that was made anew with the stolen key, nor a whole older copy', () => {
    tamper((database) => {
      database.exec(GRANT);
      rechain(database, stolenKey());
    });
    expect(verify({ all: true }).tampering).toBeNull();
  });
});

describe('against the mirror', () => {
  it('finds a chain that was made anew with the stolen key, and between which checkpoints', () => {
    tamper((database) => {
      database.exec(GRANT.replace('50', '150'));
      rechain(database, stolenKey());
    });
    expect(verify().tampering).toBeNull();
    expect(verify({ mirror: true }).tampering).toEqual({
      sequence: 121,
      id: idOf(121),
      what: expect.stringContaining('entries 121 to 200 are not those that the mirror has noted'),
    });
  });

  it('finds a whole older copy, also when it went on since', async () => {
    const copy = join(folder, 'older.sqlite');
    copyFileSync(path, copy);
    await append(ENTRIES + 1, ENTRIES + 30);
    copyFileSync(copy, path);
    expect(verify().tampering).toBeNull();
    expect(verify({ mirror: true }).tampering).toEqual({
      sequence: ENTRIES + 1,
      id: null,
      what: expect.stringContaining('an older copy was put back'),
    });
    await append(ENTRIES + 101, ENTRIES + 140);
    expect(verify().tampering).toBeNull();
    expect(verify({ mirror: true }).tampering?.what).toContain('not those that the mirror');
  });

  it('takes no line that somebody else wrote', () => {
    const text = readFileSync(mirror, 'utf8');
    writeFileSync(mirror, text.replace('"count":100', '"count":101'));
    expect(verify({ mirror: true }).tampering?.what).toMatch(/made anew|line 2 of the mirror/);
  });

  it('leaves out a line that a power cut left half written, and refuses one that is none', () => {
    const text = readFileSync(mirror, 'utf8');
    writeFileSync(mirror, text.slice(0, -40));
    expect(readMirror(mirror)).toHaveLength(4);
    writeFileSync(mirror, `{}\n${text}`);
    expect(readMirror(mirror)).toContain('line 1 is no checkpoint');
  });
});

describe('a clock that is set back', () => {
  it('is a notice and no tampering', async () => {
    let now = 1_800_000_000_000;
    {
      using log = openDecisionLog(path, { wallClock: () => now });
      await log.append(decisionRecord('later'));
      now = 1_600_000_000_000;
      await log.append(decisionRecord('earlier'));
    }
    const { tampering, notices } = verify();
    expect(tampering).toBeNull();
    expect(notices).toEqual([expect.stringContaining('1 entries bear an earlier time')]);
  });
});
