import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IdentityEvent } from '#core/identity/index.ts';
import { migrations } from './migrations/index.ts';
import { bytesIn, change, databaseOf, filesWith } from './testing/files.ts';
import { madeUpTemplate, newFace } from './testing/people.ts';
import { enrolTwo, open } from './testing/register.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-at-rest-'));
  path = databaseOf(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const anna = madeUpTemplate(1);

const bytesOf = (template: Float32Array): Uint8Array => new Uint8Array(template.buffer);

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
    const { id: face } = await identity.enrol(id, newFace('anna-4711', anna));
    identity.backup();
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    // The search is able to find what is there.
    const wrapped = bytesIn(folder, 'sealed', face);
    expect(filesWith(folder, wrapped.subarray(0, 64))).toHaveLength(2);

    expect(filesWith(folder, bytesOf(anna).subarray(0, 16))).toEqual([]);
    expect(filesWith(folder, bytesOf(anna).subarray(-16))).toEqual([]);
    expect(filesWith(folder, Buffer.from('anna-4711'))).toEqual([]);
    expect(filesWith(folder, Buffer.from('operator 7'))).toEqual([]);
  });

  it('is for its owner only', async () => {
    await enrolTwo(folder);
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
    const faces = await enrolTwo(folder);
    change(folder, `UPDATE faces SET ${set} WHERE id = '${faces.anna}'`);
    const lines: string[] = [];
    using identity = await open(folder, { lines });
    expect(lines).toEqual([expect.stringMatching(/is not what was enrolled and matches nobody/u)]);
    const { matches } = await identity.search(faces.collection, anna);
    expect(matches.map(({ externalId }) => externalId)).toEqual(['ben-0815']);
    expect(identity.compare(faces.collection, { externalId: 'anna-4711' }, anna)).toBeNull();
    expect(identity.faces(faces.collection).map(({ id }) => id)).toEqual([faces.ben]);
  });

  it('of two that were exchanged is none', async () => {
    const faces = await enrolTwo(folder);
    change(
      folder,
      `
      CREATE TEMP TABLE held AS SELECT id, nonce, sealed, person FROM faces;
      UPDATE faces SET (nonce, sealed) = (SELECT nonce, sealed FROM held WHERE held.id <> faces.id)`,
    );
    const lines: string[] = [];
    using identity = await open(folder, { lines });
    expect(lines).toHaveLength(2);
    expect(await identity.search(faces.collection, anna)).toMatchObject({
      matches: [],
      same: 'no',
    });
  });

  it('is none either where a face was moved to another collection', async () => {
    const faces = await enrolTwo(folder);
    let guests: string;
    {
      using identity = await open(folder);
      guests = identity.createCollection('guests').id;
    }
    change(folder, `UPDATE faces SET collection_id = '${guests}' WHERE id = '${faces.anna}'`);
    using identity = await open(folder);
    expect((await identity.search(guests, anna)).matches).toEqual([]);
  });

  it('can still be deleted', async () => {
    const faces = await enrolTwo(folder);
    change(folder, `UPDATE faces SET nonce = zeroblob(12) WHERE id = '${faces.anna}'`);
    const events: IdentityEvent[] = [];
    using identity = await open(folder, { events });
    expect(await identity.removeFace(faces.collection, faces.anna)).toMatchObject({ removed: 1 });
    expect(events).toMatchObject([{ face: faces.anna, externalId: null }]);
  });
});

describe('the key', () => {
  it('that is missing shuts the register, and no new one is made', async () => {
    await enrolTwo(folder);
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
    await enrolTwo(folder);
    writeFileSync(join(folder, 'key'), Buffer.alloc(32, 9));
    expect(await refusal()).toMatchObject({ message: expect.stringContaining('is not the key') });
    writeFileSync(join(folder, 'key'), 'short');
    expect(await refusal()).toMatchObject({ message: expect.stringContaining('256 bits') });
  });

  it('is not taken anew for faces that have lost its row', async () => {
    await enrolTwo(folder);
    change(folder, 'DELETE FROM key_check');
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
    await enrolTwo(folder);
    spoil();
    const before = readFileSync(path);
    expect(await refusal()).toMatchObject({
      code: 'unusable',
      message: expect.stringMatching(/^identity .*it is damaged, nobody is recognised[^\n]*$/u),
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('enrols and deletes nobody, and says why', async () => {
    const faces = await enrolTwo(folder);
    change(
      folder,
      `CREATE TRIGGER no_room BEFORE INSERT ON faces BEGIN SELECT RAISE(ABORT, 'no room'); END;
       CREATE TRIGGER stuck BEFORE DELETE ON faces BEGIN SELECT RAISE(ABORT, 'stuck'); END`,
    );
    const events: IdentityEvent[] = [];
    using identity = await open(folder, { events });
    await expect(
      identity.enrol(faces.collection, newFace('carl', madeUpTemplate(3))),
    ).rejects.toMatchObject({ code: 'unusable', message: expect.stringContaining('no room') });
    await expect(identity.removeCollection(faces.collection)).rejects.toMatchObject({
      code: 'unusable',
      message: expect.stringContaining('stuck'),
    });
    expect(events.map(({ kind }) => kind)).toEqual(['face-enrolled']);
    const { matches } = await identity.search(faces.collection, anna);
    expect(matches.map(({ externalId }) => externalId)).toEqual(['anna-4711', 'ben-0815']);
  });

  it('stays shut when a newer program wrote it', async () => {
    await enrolTwo(folder);
    change(folder, `PRAGMA user_version = ${migrations.length + 1}`);
    expect(await refusal()).toMatchObject({
      message: expect.stringContaining('written by a newer Gatelight'),
    });
  });
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
    await enrolTwo(folder);
    expect(() => change(folder, 'UPDATE faces SET liveness_checked = 0')).toThrow('CHECK');
    expect(() => change(folder, 'UPDATE faces SET liveness_score = NULL')).toThrow('CHECK');
    expect(() =>
      change(folder, "PRAGMA foreign_keys = ON; UPDATE faces SET collection_id = 'x'"),
    ).toThrow('FOREIGN KEY');
  });
});
