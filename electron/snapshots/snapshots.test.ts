import { chmod, copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import sharp from 'sharp';
import { ms, type Frame } from '#core/frame/index.ts';
import { createKeyStore, SNAPSHOTS_KEY } from '#electron/decision-log/key-store.ts';
import { openSnapshots, type SnapshotEvent, type SnapshotsOptions } from './snapshots.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 1);

let data = '';
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'gatelight-snapshots-'));
});
afterEach(() => rm(data, { recursive: true }));

const folder = (): string => join(data, 'snapshots');

/** The store of the folder on a day, and what it told the log. */
function store(day = 0, options: Partial<SnapshotsOptions> = {}) {
  const events: SnapshotEvent[] = [];
  const snapshots = openSnapshots({
    folder: folder(),
    keys: createKeyStore(data, null, SNAPSHOTS_KEY),
    record: async (event) => void events.push(event),
    now: () => START_MS + day * DAY_MS,
    ...options,
  });
  return { ...snapshots, events };
}

const frame: Frame = {
  width: 640,
  height: 480,
  data: new Uint8Array(640 * 480 * 4).map((_, i) => (i % 4 === 3 ? 255 : (i * 7) % 251)),
  capturedAt: ms(0),
};

const signatures = ['RIFF', 'WEBP', 'VP8', 'JFIF', '\u0089PNG'] as const;

test('a snapshot comes back as a reduced WebP, and only by way of its key', async () => {
  const { keep, show, events } = store();
  await keep('dec-1', frame);
  const picture = await show('dec-1');
  expect(await sharp(picture ?? undefined).metadata()).toMatchObject({
    format: 'webp',
    width: 480,
    height: 360,
  });
  expect(events).toEqual([
    { kind: 'snapshot-kept', decisionId: 'dec-1', sha256: expect.stringMatching(/^[\da-f]{64}$/u) },
    { kind: 'snapshot-shown', decisionId: 'dec-1' },
  ]);
});

test('on the disk lies no picture, no key in the clear, and nothing that others may read', async () => {
  await store().keep('dec-1', frame);
  for (const name of await readdir(folder())) {
    const file = join(folder(), name);
    const text = await readFile(file, 'latin1');
    expect(signatures.filter((each) => text.includes(each))).toEqual([]);
    expect((await stat(file)).mode & 0o077).toBe(0);
  }
});

test('a picture that was altered, renamed to another decision, or met with another key does not open', async () => {
  const { keep, show } = store();
  await keep('dec-1', frame);
  for (const end of ['.snapshot', '.key']) {
    await copyFile(join(folder(), `dec-1${end}`), join(folder(), `dec-2${end}`));
  }
  const file = join(folder(), 'dec-1.snapshot');
  const bytes = await readFile(file);
  bytes[bytes.length - 40] = (bytes.at(-40) ?? 0) ^ 1;
  await writeFile(file, bytes);
  await expect(show('dec-1')).rejects.toThrow('not what was kept');
  // A copy under another name opens as what it says it is, which is not what was asked for.
  await expect(show('dec-2')).rejects.toThrow('not what was kept');
});

test('without the kiosk’s key nothing opens', async () => {
  await store().keep('dec-1', frame);
  await rm(join(data, 'keys'), { recursive: true });
  await expect(store().show('dec-1')).rejects.toThrow('is missing');
});

test('a deleted snapshot is gone with its key, and what a disk kept of the picture is noise', async () => {
  const { keep, remove, show, list, events } = store();
  await keep('dec-1', frame);
  const remains = await readFile(join(folder(), 'dec-1.snapshot'));
  expect(await remove('dec-1')).toBe(true);
  expect(await readdir(folder())).toEqual([]);
  expect([await show('dec-1'), await list(), await remove('dec-1')]).toEqual([null, [], false]);
  await writeFile(join(folder(), 'dec-1.snapshot'), remains);
  await expect(show('dec-1')).rejects.toThrow('not what was kept');
  expect(events.at(-1)).toEqual({
    kind: 'snapshot-deleted',
    decisionId: 'dec-1',
    cause: 'request',
  });
});

test('what is older than its time is removed, and nothing younger', async () => {
  await store(0).keep('old', frame);
  await store(5).keep('young', frame);
  const later = store(30);
  expect(await later.removeOlder(30)).toBe(1);
  expect((await later.list()).map(({ decisionId }) => decisionId)).toEqual(['young']);
  expect(later.events).toEqual([{ kind: 'snapshot-deleted', decisionId: 'old', cause: 'expired' }]);
});

test('a key whose picture was never written goes with the next round', async () => {
  await store().keep('dec-1', frame);
  await rm(join(folder(), 'dec-1.snapshot'));
  expect(await store().removeOlder(30)).toBe(0);
  expect(await readdir(folder())).toEqual([]);
});

test('a snapshot that the log does not know of is not kept', async () => {
  const { keep } = store(0, { record: () => Promise.reject(new Error('disk full')) });
  await expect(keep('dec-1', frame)).rejects.toThrow('disk full');
  expect(await readdir(folder())).toEqual([]);
});

test('an id that is a path is nobody’s', async () => {
  await expect(store().show('../keys/snapshots')).rejects.toThrow("no decision's id");
});

test('a key that others may read is not used', async () => {
  await store().keep('dec-1', frame);
  await chmod(join(data, 'keys', SNAPSHOTS_KEY.file), 0o644);
  await expect(store().keep('dec-2', frame)).rejects.toThrow('others may read');
});

test('a folder in which none was ever kept stays as it is', async () => {
  expect([await store().list(), await store().removeOlder(1)]).toEqual([[], 0]);
  expect(await readdir(data)).toEqual([]);
});
