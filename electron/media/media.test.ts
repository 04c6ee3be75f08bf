// Real pictures and clips through sharp and the system's ffmpeg, and files that are broken for real.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Frame } from '#core/frame/index.ts';
import { assetPath } from '../../e2e/support/assets.ts';
import {
  decodeStill,
  mediaKind,
  openVideo,
  readReducedStill,
  readStill,
  sniffFile,
} from './index.ts';

const run = promisify(execFile);
const signal = AbortSignal.timeout(60_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-media-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
});

const still = (name: string) => assetPath(`samples/${name}`);
const clip = (name: string) => assetPath(`samples/video/${name}`);

const pixel = ({ width, data }: Frame, x: number, y: number): readonly number[] =>
  Array.from(data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3));

/** Left half red, right half blue. */
const halves = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } }).composite([
    {
      input: { create: { width: 20, height: 20, channels: 3, background: 'blue' } },
      left: 20,
      top: 0,
    },
  ]);

describe('a still', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is read from %s into RGBA', async (format) => {
    const frame = await decodeStill(await halves().toFormat(format).toBuffer(), 'halves');
    expect([frame.width, frame.height, frame.data.length]).toEqual([40, 20, 3200]);
    const [red, , blue] = pixel(frame, 5, 10);
    expect(red).toBeGreaterThan(240);
    expect(blue).toBeLessThan(15);
    expect(pixel(frame, 35, 10)[2]).toBeGreaterThan(240);
  });

  it('is turned upright as its EXIF says', async () => {
    // Orientation 6: to be shown turned by 90° clockwise, so that its left half comes up.
    const turned = await halves().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const frame = await decodeStill(turned, 'turned');
    expect([frame.width, frame.height]).toEqual([20, 40]);
    expect(pixel(frame, 10, 5)[0]).toBeGreaterThan(240);
    expect(pixel(frame, 10, 35)[2]).toBeGreaterThan(240);
  });

  it.each([
    [2600, 1],
    [2601, 4],
    [2602, 4],
    [4000, 4],
    [6000, 8],
  ])('%i pixels wide is reduced by %i where that is asked for', async (width, factor) => {
    const file = join(folder, `${width}.jpg`);
    // Lying on its side, as a phone's picture does: left is up.
    const small = await halves().png().toBuffer();
    const wide = sharp(small).resize(width, 80, { fit: 'fill', kernel: 'nearest' });
    await wide.withMetadata({ orientation: 6 }).jpeg().toFile(file);
    const reduced = await readReducedStill(file);
    expect(reduced.factor).toBe(factor);
    const { frame } = reduced;
    expect([frame.width, frame.height]).toEqual([80 / factor, Math.ceil(width / factor)]);
    expect(pixel(frame, 5, 20)[0]).toBeGreaterThan(240);
    expect(pixel(frame, 5, frame.height - 20)[2]).toBeGreaterThan(240);
    expect((await readStill(file)).height).toBe(width);
  });

  it('is recognised by its content, whatever it is called', async () => {
    const misnamed = join(folder, 'picture.txt');
    await writeFile(misnamed, await halves().png().toBuffer());
    expect((await readStill(misnamed)).width).toBe(40);
  });

  it('that is cut off is an error, not half a picture', async () => {
    const whole = await readFile(await still('bona-fide/webcam-desk-1.jpg'));
    for (const share of [0.3, 0.9, 0.99]) {
      const cut = decodeStill(whole.subarray(0, whole.length * share), 'cut.jpg');
      await expect(cut).rejects.toMatchObject({ code: 'TRUNCATED' });
    }
    const png = await halves().png().toBuffer();
    const cut = decodeStill(png.subarray(0, png.length - 30), 'cut.png');
    await expect(cut).rejects.toMatchObject({ code: 'TRUNCATED' });
  });

  it('of more than 64 megapixels is refused before it is decoded', async () => {
    const background = { r: 1, g: 2, b: 3 };
    const huge = sharp({ create: { width: 8001, height: 8001, channels: 3, background } });
    const bytes = await huge.png({ compressionLevel: 1 }).toBuffer();
    await expect(decodeStill(bytes, 'huge.png')).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it.each([
    ['text', Buffer.from('GATE')],
    ['nothing', Buffer.alloc(0)],
    ['a GIF', Buffer.from('GIF89a..........')],
    ['SVG, which sharp could read but nobody photographs', Buffer.from('<svg xmlns=""/>')],
  ])('is not %s', async (_what, bytes) => {
    await expect(decodeStill(bytes, 'x')).rejects.toMatchObject({ code: 'UNSUPPORTED_MEDIA' });
  });

  it('says of a missing file which it is', async () => {
    const path = join(folder, 'absent.jpg');
    await expect(readStill(path)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(readStill(path)).rejects.toThrow(path);
  });
});

describe('a media file', () => {
  it.each([
    ['samples/bona-fide/minivision-t1.jpg', 'jpeg'],
    ['samples/video/mouth-opens.mp4', 'video'],
    ['samples/video/smile.gif', 'animation'],
    ['golden.json', 'unknown'],
  ])('%s is %s by its first bytes', async (file, kind) => {
    expect(await sniffFile(await assetPath(file))).toBe(kind);
  });

  it.each([
    [[0x1a, 0x45, 0xdf, 0xa3], 'video'],
    [[...Buffer.from('RIFF....AVI ')], 'video'],
    [[...Buffer.from('RIFF....WEBP')], 'webp'],
    [[...Buffer.from('RIFF....WAVE')], 'unknown'],
    [[0xff, 0xd8], 'unknown'],
  ])('starting with %j is %s', (head, kind) => {
    expect(mediaKind(Uint8Array.from(head))).toBe(kind);
  });
});

async function collect(path: string, options: { fps: number; maxSide: number }): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of openVideo(path, { ...options, signal })) frames.push(frame);
  return frames;
}

/** The processes that this one has started and that still run. */
async function children(): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'comm=', '--ppid', String(process.pid)]);
  return stdout.split('\n').filter((name) => name.trim() === 'ffmpeg').length;
}

describe('a video', () => {
  it('comes at a constant rate, each frame with its time and pixels of its own', async () => {
    const frames = await collect(await clip('mouth-opens.mp4'), { fps: 5, maxSide: 640 });
    expect(frames).toHaveLength(36);
    expect(frames.map(({ capturedAt }) => capturedAt).slice(0, 3)).toEqual([0, 200, 400]);
    expect(new Set(frames.map(({ data }) => data.buffer)).size).toBe(36);
    expect(frames[0]?.data).toHaveLength(480 * 480 * 4);
  });

  it('is reduced to the longest side asked for, and never enlarged', async () => {
    const path = await clip('head-turn.gif');
    const [small] = await collect(path, { fps: 1, maxSide: 320 });
    expect([small?.width, small?.height]).toEqual([320, 180]);
    const [whole] = await collect(path, { fps: 1, maxSide: 1920 });
    expect([whole?.width, whole?.height]).toEqual([480, 270]);
  });

  it('is turned upright as its container says', async () => {
    const lying = join(folder, 'lying.mp4');
    const turned = join(folder, 'turned.mp4');
    // prettier-ignore
    await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'color=red:s=64x32:d=1,format=yuv420p', '-c:v', 'mpeg4', lying]);
    // prettier-ignore
    await run('ffmpeg', ['-v', 'error', '-i', lying, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', turned]);
    const [frame] = await collect(turned, { fps: 2, maxSide: 640 });
    expect([frame?.width, frame?.height]).toEqual([32, 64]);
  });

  it('waits for its reader, and ends with it', async () => {
    const frames = openVideo(await clip('selfie-talks-smiles.mp4'), {
      fps: 30,
      maxSide: 640,
      signal,
    });
    await frames.next();
    await delay(1500);
    expect(await children()).toBe(1);
    await frames.return(undefined);
    expect(await children()).toBe(0);
  });

  it('ends when the signal fires', async () => {
    const stop = new AbortController();
    const options = { fps: 30, maxSide: 640, signal: stop.signal };
    const frames = openVideo(await clip('selfie-talks-smiles.mp4'), options);
    await frames.next();
    stop.abort(new Error('enough'));
    await expect(frames.next()).rejects.toThrow('enough');
    expect(await children()).toBe(0);
  });

  it('that is cut off or no video at all is an error in one line', async () => {
    const cut = join(folder, 'cut.mp4');
    const text = join(folder, 'text.mp4');
    await writeFile(cut, (await readFile(await clip('mouth-opens.mp4'))).subarray(0, 60_000));
    await writeFile(text, 'not a video');
    for (const path of [cut, text]) {
      const reading = collect(path, { fps: 5, maxSide: 640 });
      await expect(reading).rejects.toMatchObject({ code: 'UNSUPPORTED_MEDIA' });
      await expect(collect(path, { fps: 5, maxSide: 640 })).rejects.toThrow(/^[^\n]+$/);
    }
  });

  it('that breaks off in the middle is an error, after the frames before', async () => {
    const streamed = join(folder, 'streamed.mp4');
    const cut = join(folder, 'half.mp4');
    // With its index in front, as videos for the web have it, the first half can be decoded.
    // prettier-ignore
    await run('ffmpeg', ['-v', 'error', '-i', await clip('mouth-opens.mp4'), '-c', 'copy', '-movflags', '+faststart', streamed]);
    await writeFile(cut, (await readFile(streamed)).subarray(0, 100_000));
    const seen: Frame[] = [];
    const reading = (async () => {
      for await (const frame of openVideo(cut, { fps: 5, maxSide: 320, signal })) seen.push(frame);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'TRUNCATED' });
    expect(seen.length).toBeGreaterThan(5);
  });

  it('without a picture in it is no video', async () => {
    const sound = join(folder, 'sound.mp4');
    await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=1', sound]);
    const reading = collect(sound, { fps: 5, maxSide: 640 });
    await expect(reading).rejects.toMatchObject({ code: 'NO_VIDEO' });
  });

  it('needs ffmpeg, and says how to get it', async () => {
    const path = await clip('smile.gif');
    vi.stubEnv('PATH', folder);
    const reading = collect(path, { fps: 5, maxSide: 640 });
    await expect(reading).rejects.toMatchObject({ code: 'FFMPEG_MISSING' });
    await expect(collect(path, { fps: 5, maxSide: 640 })).rejects.toThrow('apt-get install ffmpeg');
  });

  it('that is missing is named', async () => {
    const path = join(folder, 'absent.mp4');
    const reading = collect(path, { fps: 5, maxSide: 640 });
    await expect(reading).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
