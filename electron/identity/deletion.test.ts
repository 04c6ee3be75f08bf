import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesIn, databaseOf, filesWith } from './testing/files.ts';
import { madeUpTemplate, newFace } from './testing/people.ts';
import { enrolTwo, open } from './testing/register.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-deletion-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const anna = madeUpTemplate(1);
const ben = madeUpTemplate(2);

describe('a face that was deleted', () => {
  it('leaves no byte of its seal in the database, the write-ahead log or any backup', async () => {
    using identity = await open(folder);
    const { id: collection } = identity.createCollection('staff');
    const gone = await identity.enrol(collection, newFace('anna', anna));
    const kept = await identity.enrol(collection, newFace('ben', ben));
    const backups = [identity.backup(), identity.backup()];
    expect(new Set(backups).size).toBe(2);
    const traces = ['sealed', 'nonce', 'person'].map((column) => bytesIn(folder, column, gone.id));
    for (const trace of traces) expect(filesWith(folder, trace).length).toBeGreaterThanOrEqual(3);

    expect(await identity.removeFace(collection, gone.id)).toEqual({ removed: 1, remains: [] });
    for (const trace of traces) expect(filesWith(folder, trace)).toEqual([]);
    expect(filesWith(folder, Buffer.from(gone.id))).toEqual([]);
    expect(filesWith(folder, bytesIn(folder, 'sealed', kept.id))).toHaveLength(3);
    expect((await identity.search(collection, anna)).matches).toMatchObject([{ faceId: kept.id }]);
  });

  it('is gone from a backup that is put back', async () => {
    const faces = await enrolTwo(folder);
    let backup: string;
    {
      using identity = await open(folder);
      backup = identity.backup();
      await identity.removeFace(faces.collection, faces.anna);
      await identity.removeFace(faces.collection, faces.ben);
    }
    copyFileSync(backup, databaseOf(folder));
    using identity = await open(folder);
    expect(identity.listCollections()).toMatchObject([{ name: 'staff' }]);
    expect(identity.faces(faces.collection)).toEqual([]);
  });

  it('is said to remain in a backup that cannot be opened, and deleted everywhere else', async () => {
    const faces = await enrolTwo(folder);
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
    const faces = await enrolTwo(folder);
    using identity = await open(folder);
    using reader = new DatabaseSync(databaseOf(folder));
    reader.exec('BEGIN; SELECT count(*) FROM faces');
    const { removed, remains } = await identity.removeFace(faces.collection, faces.anna);
    expect(removed).toBe(1);
    expect(remains).toEqual([expect.stringContaining('another process is reading')]);
    reader.exec('COMMIT');
    expect(await identity.purgeExpired()).toEqual({ removed: 0, remains: [] });
  });

  it('is deleted before the log is told, and the log’s refusal reaches the caller', async () => {
    const faces = await enrolTwo(folder);
    const record = () => Promise.reject(new Error('the disk is full'));
    using identity = await open(folder, { record });
    await expect(identity.removeFace(faces.collection, faces.anna)).rejects.toThrow('full');
    expect(identity.face(faces.collection, faces.anna)).toBeNull();
    await expect(identity.enrol(faces.collection, newFace('carl', anna))).rejects.toThrow('full');
    expect(identity.faces(faces.collection).map(({ id }) => id)).toEqual([faces.ben]);
  });
});
