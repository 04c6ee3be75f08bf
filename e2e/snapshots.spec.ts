// What a whole session leaves on the disk: by default no picture, and where one is kept, none that opens without its key.

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { createKeyStore, SNAPSHOTS_KEY } from '#electron/decision-log/key-store.ts';
import { openSnapshots } from '#electron/snapshots/snapshots.ts';
import { expect, test } from './support/test.ts';

/** How files of pictures and films begin, wherever in a file that may be. */
const SIGNATURES: readonly (readonly [string, Buffer])[] = [
  ['JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ['JPEG with EXIF', Buffer.from([0xff, 0xd8, 0xff, 0xe1])],
  ['JPEG, bare', Buffer.from([0xff, 0xd8, 0xff, 0xdb])],
  ['JPEG in Base64', Buffer.from('/9j/4AAQ')],
  ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['PNG in Base64', Buffer.from('iVBORw0KGgo')],
  ['GIF', Buffer.from('GIF89a')],
  ['WebP', Buffer.from('WEBPVP8')],
  ['AVIF', Buffer.from('ftypavif')],
  ['Matroska', Buffer.from([0x1a, 0x45, 0xdf, 0xa3])],
];
/** The smallest frame that a kiosk takes, 320 by 240, has four times as many bytes. */
const RAW_FRAME_BYTES = 320 * 240;

interface Found {
  readonly name: string;
  readonly what: string;
}

/** Everything below a folder that is, holds, or could hold a picture. */
async function picturesIn(folder: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    const bytes = await readFile(path);
    for (const [what, signature] of SIGNATURES)
      if (bytes.includes(signature)) found.push({ name, what });
    if (bytes.length > 4 * RAW_FRAME_BYTES) found.push({ name, what: 'size' });
  }
  return found;
}

test('by default a session leaves no picture in the whole data folder, and no browser’s profile', async ({
  appliance,
}) => {
  const kiosk = await appliance({ args: ['--demo', '--seed', '6'] });
  const { data } = kiosk;
  await kiosk.session();
  await kiosk.exit;
  expect(kiosk.log()).toHaveLength(1);
  const names = await readdir(data);
  expect(names).toContain('decisions.sqlite');
  expect(names).not.toContain('chromium');
  expect(names).not.toContain('snapshots');
  expect(await picturesIn(data)).toEqual([]);
  // The control: the same search finds a picture that lies deep in a file of another name.
  const planted = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  await writeFile(join(data, 'notes.txt'), Buffer.concat([Buffer.alloc(5000, 'x'), planted]));
  expect(await picturesIn(data)).toMatchObject([{ name: 'notes.txt' }]);
});

test('an operator who wants them gets one picture a session, encrypted, in the log, and deleted for good', async ({
  appliance,
}) => {
  const data = await mkdtemp(join(tmpdir(), 'gatelight-snapshots-e2e-'));
  await using _folder = { [Symbol.asyncDispose]: () => rm(data, { recursive: true, force: true }) };
  await writeFile(join(data, 'settings.json'), '{"snapshots": {"keep": "denied"}}');
  const kiosk = await appliance({
    args: ['--demo', '--seed', '6', '--behaviour', 'does-the-opposite'],
    data,
  });
  const { decisionId } = await kiosk.session();
  await kiosk.exit;
  expect(kiosk.lines.join('\n')).toContain('a picture of every denied session is kept');
  expect((await readdir(join(data, 'snapshots'))).toSorted()).toEqual([
    `${decisionId}.key`,
    `${decisionId}.snapshot`,
  ]);
  expect(await picturesIn(data)).toEqual([]);

  await using log = openDecisionLog(join(data, 'decisions.sqlite'), { print: () => undefined });
  const snapshots = openSnapshots({
    folder: join(data, 'snapshots'),
    keys: createKeyStore(data, null, SNAPSHOTS_KEY),
    record: log.appendEvent,
    now: Date.now,
  });
  const picture = await snapshots.show(decisionId);
  expect(await sharp(picture ?? undefined).metadata()).toMatchObject({
    format: 'webp',
    width: 480,
  });
  expect(await snapshots.remove(decisionId)).toBe(true);
  expect(await readdir(join(data, 'snapshots'))).toEqual([]);
});
