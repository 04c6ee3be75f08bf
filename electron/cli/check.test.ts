// The command is run with the real models on the sample pictures and clips, and on broken files.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PAI_SPECIES } from '#core/pad/index.ts';
import { assetPath, stillsIn, useTestAssets } from '../../e2e/support/assets.ts';
import { runCheck } from './check.ts';

const signal = AbortSignal.timeout(300_000);
const line = z.union([
  z.strictObject({
    file: z.string(),
    outcome: z.enum(['bona-fide', 'attack', 'non-response']),
    score: z.number().nullable(),
    issue: z.string().nullable(),
    pai: z
      .strictObject({ species: z.enum(PAI_SPECIES), confidence: z.number().min(0).max(1) })
      .nullable(),
    faces: z.int(),
    elapsedMs: z.number().positive(),
    models: z
      .strictObject({ minifas_v2_se_128: z.number(), minifasnet_v2_80: z.number() })
      .nullable(),
  }),
  z.strictObject({
    file: z.string(),
    error: z.strictObject({ code: z.string(), message: z.string() }),
  }),
]);

let folder: string;
beforeAll(async () => {
  await useTestAssets();
  folder = await mkdtemp(join(tmpdir(), 'gatelight-check-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command; every line of its output must have the contract's shape. */
async function check(files: readonly string[], threshold = 0.6) {
  const out: string[] = [];
  const io = { out: (text: string) => out.push(text), err: () => undefined };
  const exitCode = await runCheck({ files, threshold, strict: false, json: true }, io, signal);
  const results = out.map((text) => line.parse(JSON.parse(text)));
  return { exitCode, results };
}

const scoreOf = (result: z.infer<typeof line> | undefined) =>
  result !== undefined && 'score' in result ? result.score : null;

const capture = (name: string) => assetPath(`samples/capture/${name}.jpg`);
const clip = (name: string) => assetPath(`samples/video/${name}`);

describe('check', () => {
  it('judges a picture of 12 megapixels as the same one smaller, and a small face in it as well', async () => {
    const sample = await assetPath('samples/bona-fide/webcam-desk-1.jpg');
    const large = join(folder, 'large.jpg');
    await sharp(sample).resize(4000, 3000).jpeg({ quality: 92 }).toFile(large);
    // A face of 360 pixels, of which the reduced picture has 90.
    const inset = await sharp(sample).resize(1480, 1110).png().toBuffer();
    const distant = join(folder, 'distant.jpg');
    const wall = {
      create: { width: 4000, height: 3000, channels: 3, background: '#8a8478' },
    } as const;
    await sharp(wall)
      .composite([{ input: inset, left: 1300, top: 900 }])
      .jpeg({ quality: 92 })
      .toFile(distant);

    const { results } = await check([sample, large, distant]);
    const [small, reduced, far] = results.map(scoreOf);
    expect(Math.abs((reduced ?? NaN) - (small ?? NaN))).toBeLessThan(0.05);
    expect(far).not.toBeNull();
    expect(results[2]).not.toMatchObject({ issue: 'FACE_TOO_SMALL' });
  });

  it('finds every bona fide sample bona fide', async () => {
    const { exitCode, results } = await check(await stillsIn('samples/bona-fide'));
    expect(results).toHaveLength(6);
    for (const result of results) expect(result).toMatchObject({ outcome: 'bona-fide', faces: 1 });
    expect(exitCode).toBe(0);
  });

  it('finds every print and replay sample an attack', async () => {
    const prints = await stillsIn('samples/attack/print');
    const replays = await stillsIn('samples/attack/replay');
    const { exitCode, results } = await check([...prints, ...replays]);
    expect(results).toHaveLength(6);
    for (const result of results) expect(result).toMatchObject({ outcome: 'attack', issue: null });
    expect(exitCode).toBe(1);
  });

  it('names a screen whose rim is in the picture, and no instrument of a bona fide subject', async () => {
    const screens = await check(await stillsIn('samples/attack/replay'));
    expect(screens.results).toHaveLength(2);
    for (const result of screens.results) {
      expect(result).toMatchObject({ outcome: 'attack', pai: { species: 'replay' } });
    }
    const [prints = ''] = await stillsIn('samples/attack/print');
    const [people = ''] = await stillsIn('samples/bona-fide');
    const { results } = await check([prints, people]);
    expect(results).toMatchObject([{ pai: { species: 'unknown', confidence: 0 } }, { pai: null }]);
  });

  it('takes a bona fide still that was made a video for an injected stream', async () => {
    const video = join(folder, 'still.mp4');
    const [still = ''] = await stillsIn('samples/bona-fide');
    const [input, even] = [
      ['-loop', '1', '-t', '3', '-i', still],
      ['-vf', 'scale=480:-2'],
    ];
    execFileSync('ffmpeg', ['-v', 'error', ...input, ...even, '-pix_fmt', 'yuv420p', video]);
    const { results } = await check([video]);
    expect(results[0]).toMatchObject({ outcome: 'attack', pai: { species: 'injection' } });
    expect(results[0]).toHaveProperty(
      'score',
      expect.toSatisfy((score: number) => score > 0.6),
    );
  });

  it.each([
    ['no-face', 'FACE_NOT_FOUND'],
    ['many-faces', 'TOO_MANY_FACES'],
    ['small-faces', 'FACE_TOO_SMALL'],
    ['half-profile', 'FACE_ANGLE_TOO_LARGE'],
    ['eyes-closed-dark', 'EYES_CLOSED'],
  ])('does not judge %s, because %s', async (name, issue) => {
    const { exitCode, results } = await check([await capture(name)]);
    expect(results[0]).toMatchObject({ outcome: 'non-response', issue, score: null, models: null });
    expect(exitCode).toBe(1);
  });

  it('judges a video by frames of all of it', async () => {
    const { exitCode, results } = await check([await clip('mouth-opens.mp4')]);
    expect(results[0]).toMatchObject({ outcome: 'bona-fide', faces: 1 });
    expect(exitCode).toBe(0);
  });

  it('does not judge a clip of two people', async () => {
    const { results } = await check([await clip('two-people.gif')]);
    expect(results[0]).toMatchObject({ outcome: 'non-response', faces: 2 });
  });

  it('moves the verdict with the threshold, not the score', async () => {
    const [file = ''] = await stillsIn('samples/bona-fide');
    const lenient = await check([file], 0.6);
    const impossible = await check([file], 1);
    expect(lenient.results[0]).toMatchObject({ outcome: 'bona-fide' });
    // Just short of the threshold nobody is called an attack: the engine abstains.
    expect(impossible.results[0]).toMatchObject({ outcome: 'non-response' });
    const scores = [lenient, impossible].map(({ results }) => results[0]).map(scoreOf);
    expect(scores[0]).toEqual(expect.any(Number));
    expect(scores[1]).toBe(scores[0]);
  });

  it('goes on after bad files, names what is wrong with each, and exits 2', async () => {
    const good = await capture('hands-on-head');
    const whole = await readFile(good);
    const truncated = join(folder, 'truncated.jpg');
    const text = join(folder, 'text.jpg');
    const video = join(folder, 'cut.mp4');
    await writeFile(truncated, whole.subarray(0, whole.length / 2));
    await writeFile(text, 'not a picture');
    await writeFile(video, (await readFile(await clip('mouth-opens.mp4'))).subarray(0, 50_000));
    const files = [truncated, text, video, join(folder, 'absent.jpg'), folder, good];
    const { exitCode, results } = await check(files);
    const codes = results.map((result) => ('error' in result ? result.error.code : result.outcome));
    expect(codes).toEqual([
      'TRUNCATED',
      'UNSUPPORTED_MEDIA',
      'UNSUPPORTED_MEDIA',
      'FILE_NOT_FOUND',
      'UNREADABLE',
      'bona-fide',
    ]);
    const bad = results.flatMap((result) => ('error' in result ? [result] : []));
    for (const { file, error } of bad) {
      expect(error.message).toContain(file);
      expect(error.message).not.toContain('\n');
    }
    expect(exitCode).toBe(2);
  });

  it('speaks to people in one aligned line a file and a sum', async () => {
    const out: string[] = [];
    const io = { out: (text: string) => out.push(text), err: () => undefined };
    const files = [await capture('no-face'), await capture('hands-on-head')];
    await runCheck({ files, threshold: 0.6, strict: false, json: false }, io, signal);
    expect(out).toHaveLength(3);
    expect(out[0]).toMatch(/no-face\.jpg {2,}non-response {2,}FACE_NOT_FOUND/);
    expect(out[1]?.indexOf('bona-fide')).toBe(out[0]?.indexOf('non-response'));
    expect(out[2]).toBe('2 files: 1 bona fide, 0 attack, 1 not judged, 0 bad');
  });
});
