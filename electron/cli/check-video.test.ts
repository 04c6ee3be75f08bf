// `check` on clips in every container, made from a sample by the system's ffmpeg, and on files that are none.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInProcessInference } from '#electron/inference/in-process.ts';
import { assetPath, testLibrary } from '../../e2e/support/assets.ts';
import { judgeFile } from '#electron/judging/judge-file.ts';

const run = promisify(execFile);
const signal = AbortSignal.timeout(300_000);
const inference = createInProcessInference({ detectorSide: 640, library: await testLibrary() });

let folder: string;
/** Two seconds of a person, ten pictures a second, with sound. */
let clip: string;
beforeAll(async () => {
  await inference.ready(signal);
  folder = await mkdtemp(join(tmpdir(), 'gatelight-video-'));
  clip = join(folder, 'clip.mp4');
  const sample = await assetPath('samples/video/mouth-opens.mp4');
  await ffmpeg('-i', sample, '-t', '2', '-r', '10', ...H264, clip);
}, 60_000);
afterAll(async () => {
  await rm(folder, { recursive: true });
  await inference[Symbol.asyncDispose]();
});

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18'] as const;
const ffmpeg = (...args: readonly string[]) =>
  run('ffmpeg', ['-nostdin', '-v', 'error', '-threads', '1', ...args]);

const judged = (file: string) =>
  judgeFile(file, { threshold: 0.6, strict: false, inference, signal });

const bonaFide = { outcome: 'bona-fide', issue: null, faces: 1 };

describe('a clip of a person', () => {
  it.each([
    ['mp4', ['-c', 'copy']],
    ['mov', ['-c', 'copy']],
    ['mkv', ['-c', 'copy']],
    ['avi', ['-c:v', 'mpeg4', '-q:v', '2']],
    // prettier-ignore
    ['webm', ['-an', '-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '2M']],
  ])('is bona fide as %s', async (container, coding) => {
    const file = join(folder, `container.${container}`);
    await ffmpeg('-i', clip, ...coding, file);
    expect(await judged(file)).toMatchObject(bonaFide);
  });

  // Containers count the turn counter-clockwise.
  it.each([
    [90, 'transpose=clock'],
    [180, 'hflip,vflip'],
    [270, 'transpose=cclock'],
  ])('that a camera recorded turned is bona fide when turned by %d°', async (degrees, turn) => {
    const [lying, marked] = [join(folder, `${degrees}.mp4`), join(folder, `${degrees}-marked.mp4`)];
    await ffmpeg('-i', clip, '-vf', turn, ...H264, lying);
    await ffmpeg('-i', lying, '-c', 'copy', '-metadata:s:v:0', `rotate=${degrees}`, marked);
    expect(await judged(marked)).toMatchObject(bonaFide);
    // The mark is what does it: nobody is found, or may be judged, lying.
    expect(await judged(lying)).toMatchObject({ outcome: 'non-response' });
  });

  it('of a variable rate is judged all the same', async () => {
    const file = join(folder, 'variable.mkv');
    // Half a second at 20 pictures a second, then two at 5.
    const times = "setpts='if(lt(N,10),N/20,0.5+(N-10)/5)/TB'";
    await ffmpeg('-i', clip, '-an', '-vf', times, '-vsync', 'vfr', ...H264, file);
    expect(await judged(file)).toMatchObject(bonaFide);
  });

  it('too short for the votes that a verdict needs is not judged', async () => {
    const file = join(folder, 'short.mp4');
    await ffmpeg('-i', clip, '-t', '0.6', '-c', 'copy', file);
    expect(await judged(file)).toMatchObject({ outcome: 'non-response', score: null });
  });
});

describe('a file that holds no clip', () => {
  it.each([
    ['of sound alone', 'NO_VIDEO', (file: string) => ffmpeg('-i', clip, '-vn', file)],
    ['of nothing', 'UNSUPPORTED_MEDIA', (file: string) => writeFile(file, '')],
    [
      'that is cut off',
      'UNSUPPORTED_MEDIA',
      async (file: string) => writeFile(file, (await readFile(clip)).subarray(0, 20_000)),
    ],
    [
      'of 51 MB',
      'TOO_LARGE',
      async (file: string) => {
        await writeFile(file, await readFile(clip));
        await truncate(file, 51 * 1024 * 1024);
      },
    ],
  ])('%s is refused as %s', async (what, code, make) => {
    const file = join(folder, `${what.replaceAll(' ', '-')}.mp4`);
    await make(file);
    await expect(judged(file)).rejects.toMatchObject({ name: 'MediaFault', code });
  });
});
