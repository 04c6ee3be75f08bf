import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IdentityEvent } from '#core/identity/index.ts';
import { migrations } from './migrations/index.ts';
import { madeUpTemplate, newFace } from './testing/people.ts';
import { open } from './testing/register.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-at-rest-'));
  path = join(folder, 'identity.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const anna = madeUpTemplate(1);
const ben = madeUpTemplate(2);

/** Every file below the data folder whose bytes contain those. */
const filesWith = (bytes: Uint8Array): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(Buffer.from(bytes)))
    .map((file) => file.slice(folder.length + 1));

const bytesOf = (template: Float32Array): Uint8Array => new Uint8Array(template.buffer);

function change(sql: string, file = path): void {
  using database = new DatabaseSync(file);
  database.exec(sql);
}

/** A column of the only row, or of the row of that face. */
function cell(column: string, faceId: string | null = null): Uint8Array {
  using database = new DatabaseSync(path);
  const where = faceId === null ? '' : 'WHERE id = ?';
  const row = database
    .prepare(`SELECT ${column} AS it FROM faces ${where}`)
    .get(...(faceId === null ? [] : [faceId]));
  const it = row?.['it'];
  if (!(it instanceof Uint8Array)) throw new Error(`${column} holds no bytes`);
  return it;
}

async function enrolled(): Promise<{ collection: string; anna: string; ben: string }> {
  using identity = await open(folder);
  const { id: collection } = identity.createCollection('staff');
  return {
    collection,
    anna: (await identity.enrol(collection, newFace('anna-4711', anna))).id,
    ben: (await identity.enrol(collection, newFace('ben-0815', ben))).id,
  };
}

/** What keeps the register from being opened. */
const refusal = async (): Promise<unknown> =>
  open(folder).then(
    (identity) => identity[Symbol.dispose](),
    (fault: unknown) => fault,
  );

describe('what lies on the disk', () => {
  it('has no template, no external id and no giver of consent in the clear, nor has the write-ahead log or a backup', async () => {
    using identity = await open(folder);
    const { id } = identity.createCollection('staff');
    await identity.enrol(id, newFace('anna-4711', anna));
    identity.backup();
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    // The search is able to find what is there.
    const wrapped = cell('sealed');
    expect(filesWith(wrapped.subarray(0, 64))).toHaveLength(2);

    expect(filesWith(bytesOf(anna).subarray(0, 16))).toEqual([]);
    expect(filesWith(bytesOf(anna).subarray(-16))).toEqual([]);
    expect(filesWith(Buffer.from('anna-4711'))).toEqual([]);
    expect(filesWith(Buffer.from('operator 7'))).toEqual([]);
  });

  it('is for its owner only', async () => {
    await enrolled();
    using identity = await open(folder);
    const backup = identity.backup();
    for (const file of [path, `${path}-wal`, backup])
      expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'backups')).mode & 0o777).toBe(0o700);
  });

  it('is sealed with another nonce each time', async () => {
    using identity = await open(folder);
    const { id } = identity.createCollection('staff');
    for (let i = 0; i < 20; i += 1) await identity.enrol(id, newFace('anna', anna));
    using database = new DatabaseSync(path);
    const row = database.prepare('SELECT count(DISTINCT nonce) AS n FROM faces').get();
    expect(row).toEqual({ n: 20 });
  });
});

describe('a row that was changed', () => {
  it.each([
    [
      'a byte of the seal',
      "sealed = CAST(substr(sealed, 1, 99) || x'00' || substr(sealed, 101) AS BLOB)",
    ],
    ['the tag', 'sealed = CAST(substr(sealed, 1, length(sealed) - 16) || zeroblob(16) AS BLOB)'],
    ['a shorter seal', 'sealed = CAST(substr(sealed, 1, 10) AS BLOB)'],
    ['the nonce', 'nonce = zeroblob(12)'],
    ['whose it is found as', 'person = zeroblob(16)'],
    ['the quality', 'quality = 0.99'],
    ['the score', 'liveness_score = 0.99'],
    ['that liveness was judged', 'liveness_checked = 0, liveness_score = NULL'],
    ['the end of its time', 'expires_at_ms = 99999999999999'],
    ['its id', "id = 'another'"],
  ])('matches nobody, and the operator is told: %s', async (_, set) => {
    const faces = await enrolled();
    change(`UPDATE faces SET ${set} WHERE id = '${faces.anna}'`);
    const lines: string[] = [];
    using identity = await open(folder, { lines });
    expect(lines).toEqual([expect.stringMatching(/is not what was enrolled and matches nobody/u)]);
    const { matches } = await identity.search(faces.collection, anna);
    expect(matches.map(({ externalId }) => externalId)).toEqual(['ben-0815']);
    expect(identity.compare(faces.collection, { externalId: 'anna-4711' }, anna)).toBeNull();
    expect(identity.faces(faces.collection).map(({ id }) => id)).toEqual([faces.ben]);
  });

  it('of two that were exchanged is none', async () => {
    const faces = await enrolled();
    change(`
      CREATE TEMP TABLE held AS SELECT id, nonce, sealed, person FROM faces;
      UPDATE faces SET (nonce, sealed) = (SELECT nonce, sealed FROM held WHERE held.id <> faces.id)`);
    const lines: string[] = [];
    using identity = await open(folder, { lines });
    expect(lines).toHaveLength(2);
    expect(await identity.search(faces.collection, anna)).toMatchObject({
      matches: [],
      same: 'no',
    });
  });

  it('is none either where a face was moved to another collection', async () => {
    const faces = await enrolled();
    let guests: string;
    {
      using identity = await open(folder);
      guests = identity.createCollection('guests').id;
    }
    change(`UPDATE faces SET collection_id = '${guests}' WHERE id = '${faces.anna}'`);
    using identity = await open(folder);
    expect((await identity.search(guests, anna)).matches).toEqual([]);
  });

  it('can still be deleted', async () => {
    const faces = await enrolled();
    change(`UPDATE faces SET nonce = zeroblob(12) WHERE id = '${faces.anna}'`);
    const events: IdentityEvent[] = [];
    using identity = await open(folder, { events });
    expect(await identity.removeFace(faces.collection, faces.anna)).toMatchObject({ removed: 1 });
    expect(events).toMatchObject([{ face: faces.anna, externalId: null }]);
  });
});

describe('a face that was deleted', () => {
  it('leaves no byte of its seal in the database, the write-ahead log or any backup', async () => {
    using identity = await open(folder);
    const { id: collection } = identity.createCollection('staff');
    const gone = await identity.enrol(collection, newFace('anna', anna));
    const kept = await identity.enrol(collection, newFace('ben', ben));
    const backups = [identity.backup(), identity.backup()];
    expect(new Set(backups).size).toBe(2);
    const traces = ['sealed', 'nonce', 'person'].map((column) => cell(column, gone.id));
    for (const trace of traces) expect(filesWith(trace).length).toBeGreaterThanOrEqual(3);

    expect(await identity.removeFace(collection, gone.id)).toEqual({ removed: 1, remains: [] });
    for (const trace of traces) expect(filesWith(trace)).toEqual([]);
    expect(filesWith(Buffer.from(gone.id))).toEqual([]);
    expect(filesWith(cell('sealed', kept.id))).toHaveLength(3);
    expect((await identity.search(collection, anna)).matches).toMatchObject([{ faceId: kept.id }]);
  });

  it('is gone from a backup that is put back', async () => {
    const faces = await enrolled();
    let backup: string;
    {
      using identity = await open(folder);
      backup = identity.backup();
      await identity.removeFace(faces.collection, faces.anna);
      await identity.removeFace(faces.collection, faces.ben);
    }
    copyFileSync(backup, path);
    using identity = await open(folder);
    expect(identity.listCollections()).toMatchObject([{ name: 'staff' }]);
    expect(identity.faces(faces.collection)).toEqual([]);
  });

  it('is said to remain in a backup that cannot be opened, and deleted everywhere else', async () => {
    const faces = await enrolled();
    mkdirSync(join(folder, 'backups'));
    const broken = join(folder, 'backups', 'identity-broken.sqlite');
    writeFileSync(broken, 'no database at all, but long enough to be looked at as one'.repeat(9));
    using identity = await open(folder);
    const { removed, remains } = await identity.removeFace(faces.collection, faces.anna);
    expect(removed).toBe(1);
    expect(remains).toEqual([expect.stringContaining(basename(broken))]);
    expect(identity.face(faces.collection, faces.anna)).toBeNull();
  });

  it('is said to remain in the write-ahead log while another process reads', async () => {
    const faces = await enrolled();
    using identity = await open(folder);
    using reader = new DatabaseSync(path);
    reader.exec('BEGIN; SELECT count(*) FROM faces');
    const { removed, remains } = await identity.removeFace(faces.collection, faces.anna);
    expect(removed).toBe(1);
    expect(remains).toEqual([expect.stringContaining('another process is reading')]);
    reader.exec('COMMIT');
    expect(await identity.purgeExpired()).toEqual({ removed: 0, remains: [] });
  });

  it('is deleted before the log is told, and the log’s refusal reaches the caller', async () => {
    const faces = await enrolled();
    using identity = await open(folder, { events: Object.freeze<IdentityEvent[]>([]) as never });
    await expect(identity.removeFace(faces.collection, faces.anna)).rejects.toThrow(TypeError);
    expect(identity.face(faces.collection, faces.anna)).toBeNull();
    await expect(identity.enrol(faces.collection, newFace('carl', anna))).rejects.toThrow(
      TypeError,
    );
    expect(identity.faces(faces.collection).map(({ id }) => id)).toEqual([faces.ben]);
  });
});

describe('the key', () => {
  it('that is missing shuts the register, and no new one is made', async () => {
    await enrolled();
    renameSync(join(folder, 'key'), join(folder, 'key.away'));
    expect(await refusal()).toMatchObject({
      code: 'unusable',
      message: expect.stringContaining('is missing, without which nothing in it can be read'),
    });
    expect(readdirSync(folder)).not.toContain('key');
    renameSync(join(folder, 'key.away'), join(folder, 'key'));
    expect(await refusal()).toBeUndefined();
  });

  it('that is another one, or none, shuts the register', async () => {
    await enrolled();
    writeFileSync(join(folder, 'key'), Buffer.alloc(32, 9));
    expect(await refusal()).toMatchObject({ message: expect.stringContaining('is not the key') });
    writeFileSync(join(folder, 'key'), 'short');
    expect(await refusal()).toMatchObject({ message: expect.stringContaining('256 bits') });
  });

  it('is not taken anew for faces that have lost its row', async () => {
    await enrolled();
    change('DELETE FROM key_check');
    expect(await refusal()).toMatchObject({ message: expect.stringContaining('has lost its key') });
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['no database', () => writeFileSync(path, 'nothing of the kind '.repeat(400))],
    [
      'a damaged page',
      () => {
        const bytes = readFileSync(path);
        bytes.fill(0xff, 4096 * 2, 4096 * 5);
        writeFileSync(path, bytes);
      },
    ],
  ])('stays shut with one line, and as it is: %s', async (_, spoil) => {
    await enrolled();
    spoil();
    const before = readFileSync(path);
    expect(await refusal()).toMatchObject({
      code: 'unusable',
      message: expect.stringMatching(/^identity .*it is damaged, nobody is recognised[^\n]*$/u),
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('stays shut when a newer program wrote it', async () => {
    await enrolled();
    change(`PRAGMA user_version = ${migrations.length + 1}`);
    expect(await refusal()).toMatchObject({
      message: expect.stringContaining('written by a newer Gatelight'),
    });
  });
});

describe('two processes on one register', () => {
  it('see what the other one enrols and deletes', async () => {
    using here = await open(folder);
    const { id } = here.createCollection('staff');
    using there = await open(folder);
    const face = await there.enrol(id, newFace('anna', anna));
    expect((await here.search(id, anna)).matches).toMatchObject([{ faceId: face.id }]);
    await here.removeFace(id, face.id);
    expect((await there.search(id, anna)).matches).toEqual([]);
    expect(there.compare(id, { faceId: face.id }, anna)).toBeNull();
    await here.removeCollection(id);
    await expect(there.enrol(id, newFace('ben', ben))).rejects.toMatchObject({
      code: 'no-such-collection',
    });
  });

  it('enrol and delete by turns, and lose nobody', async () => {
    using here = await open(folder);
    const { id } = here.createCollection('staff');
    const child = fileURLToPath(new URL('./testing/enrol-many.ts', import.meta.url));
    const processes = ['a', 'b'].map((name) =>
      spawn(process.execPath, [child, folder, id, name, '8'], { stdio: 'inherit' }),
    );
    const codes = await Promise.all(processes.map((each) => once(each, 'exit')));
    expect(codes).toEqual([
      [0, null],
      [0, null],
    ]);
    const names = here.faces(id).map(({ externalId }) => externalId);
    const kept = Array.from({ length: 4 }, (_, i) => [`a${2 * i}`, `b${2 * i}`]).flat();
    expect(names.toSorted()).toEqual(kept.toSorted());
    expect((await here.search(id, madeUpTemplate(7), { maxResults: 99 })).matches).toHaveLength(8);
  }, 30_000);
});

describe('migration 1', () => {
  it('makes a register of the file that was there before it, empty', async () => {
    writeFileSync(path, '');
    (await open(folder))[Symbol.dispose]();
    using database = new DatabaseSync(path);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({
      user_version: migrations.length,
    });
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all();
    expect(tables.map((row) => row['name'])).toEqual(['collections', 'faces', 'key_check']);
  });

  it('takes no face that was not judged and has a score, or the other way round', async () => {
    await enrolled();
    expect(() => change('UPDATE faces SET liveness_checked = 0')).toThrow('CHECK');
    expect(() => change('UPDATE faces SET liveness_score = NULL')).toThrow('CHECK');
    expect(() => change("PRAGMA foreign_keys = ON; UPDATE faces SET collection_id = 'x'")).toThrow(
      'FOREIGN KEY',
    );
  });
});

it('pages through the faces in the order of their enrolment', async () => {
  using identity = await open(folder);
  const { id } = identity.createCollection('staff');
  for (let i = 0; i < 7; i += 1) await identity.enrol(id, newFace(`p${i}`, madeUpTemplate(i + 1)));
  const names: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = identity.faces(id, { limit: 3, ...(after !== undefined && { after }) });
    names.push(...page.map(({ externalId }) => externalId));
    after = page.at(-1)?.id;
    if (page.length < 3) break;
  }
  expect(names).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
});
