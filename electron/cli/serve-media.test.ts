// Files that are bombs, broken, or something else than they say, judged by the real command with the real models.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { assetPath, useTestAssets } from '../../e2e/support/assets.ts';
import { runCommandLine } from './program.ts';

const stop = new AbortController();
const out: string[] = [];
const err: string[] = [];
let folder = '';
let ended: Promise<number>;
let real = Buffer.alloc(0);
let clip = Buffer.alloc(0);

beforeAll(async () => {
  await useTestAssets();
  folder = await mkdtemp(join(tmpdir(), 'gatelight-media-'));
  process.env['GATELIGHT_DATA'] = folder;
  real = await readFile(await assetPath('samples/bona-fide/minivision-t1.jpg'));
  clip = await readFile(await assetPath('samples/video/mouth-opens.mp4'));
  ended = runCommandLine(
    ['node', 'gatelight', 'serve', '--port', '0', '--jobs', '1'],
    { out: (line) => out.push(line), err: (line) => err.push(line) },
    stop.signal,
  );
  await vi.waitUntil(() => out.some((line) => line.startsWith('listening on')), 60_000);
}, 90_000);
afterAll(async () => {
  stop.abort();
  await ended;
  delete process.env['GATELIGHT_DATA'];
  await rm(folder, { recursive: true });
});

const said = (what: RegExp): string => what.exec(out.join('\n'))?.[1] ?? '';

/** By contract 3 for pictures and contract 5 for videos: both say in their status what is wrong with a file. */
async function statusOf(kind: 'picture' | 'video', bytes: Uint8Array): Promise<number> {
  const [key, user, origin] = [said(/^key (\S+)/mu), said(/it is (\S+)/mu), said(/on (http\S+)/u)];
  const form = new FormData();
  const file = new Blob([new Uint8Array(bytes)]);
  if (kind === 'video') {
    form.set('model', 'face-liveness');
    form.set('video', file, '../../../tmp/me.mp4');
  } else {
    form.set('models', 'liveness');
    form.set('api_user', user);
    form.set('api_secret', key);
    form.set('media', file, '../../../tmp/me.jpg');
  }
  const response = await fetch(
    `${origin}${kind === 'video' ? '/v1/inference' : '/1.0/check.json'}`,
    {
      method: 'POST',
      headers: { 'x-api-key': key },
      body: form,
    },
  );
  await response.arrayBuffer();
  return response.status;
}

function png(width: number, height: number, pixels: Uint8Array): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([magic, ...parts]);
}

/** Extended, with a canvas of 16384 × 16384 and nothing on it. */
function webp(): Buffer {
  const canvas = [0, 0, 0, 0, 0xff, 0x3f, 0, 0xff, 0x3f, 0];
  const body = Buffer.concat([Buffer.from('WEBPVP8X'), Buffer.from([10, 0, 0, 0, ...canvas])]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
}

/** The real picture, whose head says that it has 65,500 × 65,500 pixels. */
function largeJpeg(): Buffer {
  const copy = Buffer.from(real);
  const frame = copy.indexOf(Buffer.from([0xff, 0xc0, 0, 17]));
  expect(frame).toBeGreaterThan(0);
  copy.writeUInt16BE(65_500, frame + 5);
  copy.writeUInt16BE(65_500, frame + 7);
  return copy;
}

const gif = Buffer.concat([
  Buffer.from('GIF89a'),
  Buffer.from([
    0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x44, 1, 0,
    0x3b,
  ]),
]);
const text = (content: string) => (): Buffer => Buffer.from(content);

it.each<[string, () => Buffer, readonly number[]]>([
  ['a PNG of 3,600 megapixels', () => png(60_000, 60_000, new Uint8Array(60_001)), [413]],
  [
    'a PNG of 70 megapixels in 70 kB',
    () => png(10_000, 7000, new Uint8Array(10_001 * 7000)),
    [413],
  ],
  ['a PNG that is as wide as can be', () => png(2 ** 31 - 1, 1, new Uint8Array(9)), [400, 413]],
  ['a PNG of no size', () => png(0, 0, new Uint8Array(1)), [400]],
  ['a WebP of 268 megapixels', webp, [400, 413]],
  ['a JPEG of 4,290 megapixels', largeJpeg, [400, 413]],
  ['a JPEG that is cut off', () => real.subarray(0, real.length / 2), [400]],
  ['the head of a JPEG', () => real.subarray(0, 20), [400]],
  [
    'a PNG that is a JPEG behind its first bytes',
    () => Buffer.concat([png(1, 1, new Uint8Array(2)).subarray(0, 8), real]),
    [400],
  ],
  ['a GIF', () => gif, [415]],
  [
    'a GIF that is a JPEG behind its first bytes',
    () => Buffer.concat([Buffer.from('GIF89a'), real]),
    [415],
  ],
  ['a page that says it is a picture', text('<html><img src=x onerror=alert(1)>'), [415]],
  [
    'a drawing that reads files',
    text('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    [415],
  ],
  [
    'a script of ImageMagick',
    text('push graphic-context\nimage over 0,0 0,0 "file:///etc/passwd"'),
    [415],
  ],
  ['a video', () => clip, [415]],
  ['one byte', text('x'), [415]],
])('is no picture to judge: %s', async (_, bytes, statuses) => {
  expect(statuses).toContain(await statusOf('picture', bytes()));
});

it.each<[string, () => Buffer, readonly number[]]>([
  ['a picture', () => real, [415]],
  [
    'a playlist of local files',
    text('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST'),
    [415],
  ],
  ['a list of local files', text("ffconcat version 1.0\nfile '/etc/passwd'"), [415]],
  [
    'a playlist that begins as an MP4',
    () =>
      Buffer.concat([
        Buffer.from('\0\0\0\u0010ftypisom\n\n\n\n'),
        text('#EXTM3U\nhttp://127.0.0.1/')(),
      ]),
    [400, 415],
  ],
  ['a GIF of 4,290 megapixels', () => gif, [400, 413, 415]],
  ['an MP4 that is cut off', () => clip.subarray(0, clip.length / 3), [400, 415]],
  ['the head of an AVI', text('RIFF\u0010\0\0\0AVI LIST'), [400, 415]],
  ['the head of a Matroska', () => Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0xff]), [400, 415]],
])('is no video to judge: %s', async (_, bytes, statuses) => {
  expect(statuses).toContain(await statusOf('video', bytes()));
});

it('judges a picture that has a web page behind it, and is as it was', async () => {
  expect(await statusOf('picture', Buffer.concat([real, Buffer.from('<script>')]))).toBe(200);
  expect(await statusOf('picture', real)).toBe(200);
  expect(err.filter((line) => line.includes('req_'))).toEqual([]);
});
