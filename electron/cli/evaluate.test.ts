// The command is run as a caller would, with real judging processes on the sample pictures and a clip.
import {
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { assetPath, stillsIn, useTestAssets } from '../../e2e/support/assets.ts';
import { runCommandLine } from './program.ts';

const share = z.number().min(0).max(1);
const rate = z.tuple([share, share, share]).nullable();
const counts = { n: z.int(), errors: z.int(), nonResponse: z.int() };
/** The contract with scripts, to the letter. */
const contract = z.strictObject({
  bonaFide: z.strictObject({ ...counts, bpcer: rate, refused: rate }),
  attacks: z.array(z.strictObject({ species: z.string(), ...counts, apcer: rate })),
  worst: z.strictObject({ species: z.string(), apcer: rate }).nullable(),
  elapsedMs: z.number().positive(),
});

let folder: string;
beforeAll(async () => {
  await useTestAssets();
  folder = await mkdtemp(join(tmpdir(), 'gatelight-evaluate-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function gatelight(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const signal = AbortSignal.timeout(120_000);
  const exitCode = await runCommandLine(['node', 'gatelight', ...args], io, signal);
  return { exitCode, out, err };
}
async function evaluate(material: string, out: string, ...options: readonly string[]) {
  const fixed = ['--json', '--out', out, '--jobs', '1'];
  const { exitCode, out: lines, err } = await gatelight('evaluate', material, ...fixed, ...options);
  expect(lines).toHaveLength(1);
  return { exitCode, err, ...contract.parse(JSON.parse(lines[0] ?? '')) };
}

/** A folder of links to samples. */
async function materialOf(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const root = join(folder, name);
  for (const [file, source] of Object.entries(files)) {
    await mkdir(join(root, file, '..'), { recursive: true });
    await symlink(source, join(root, file));
  }
  return root;
}

describe('evaluate', { timeout: 120_000 }, () => {
  it('makes no error on the sample stills and leaves none without a verdict, in JSON and in a page', async () => {
    const out = join(folder, 'samples');
    const samples = await assetPath('samples');
    const { exitCode, bonaFide, attacks, worst, err } = await evaluate(samples, out, '--jobs', '2');
    expect(exitCode).toBe(0);
    expect(bonaFide).toMatchObject({
      n: 6,
      errors: 0,
      nonResponse: 0,
      bpcer: [0, 0, expect.closeTo(0.459, 3)],
    });
    expect(attacks).toMatchObject([
      { species: 'replay', n: 2, errors: 0, nonResponse: 0 },
      { species: 'print', n: 4, errors: 0, nonResponse: 0 },
    ]);
    expect(worst).toMatchObject({ species: 'replay' });
    expect(err).toContain('left alone, not part of the layout: capture, video');
    const page = await readFile(join(out, 'report.html'), 'utf8');
    for (const still of await stillsIn('samples/bona-fide'))
      expect(page).toContain(basename(still));
    expect(page.match(/src="data:image\/jpeg;base64,[\w+/=]{500,}"/g)).toHaveLength(12);
    const report: unknown = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
    expect(report).toMatchObject({
      version: 1,
      material: { folder: 'samples', judged: 12, bad: [] },
    });
  });

  it('goes on where an earlier run stopped: only what is new or changed is judged', async () => {
    const [first = '', second = ''] = await stillsIn('samples/bona-fide');
    const material = await materialOf('resumed', { 'bona-fide/a.jpg': first });
    await copyFile(second, join(material, 'bona-fide/b.jpg'));
    const out = join(folder, 'resumed-out');
    const verdicts = async () =>
      (await readFile(join(out, 'verdicts.jsonl'), 'utf8')).trimEnd().split('\n').length;

    const before = await evaluate(material, out);
    expect(before.bonaFide.n).toBe(2);
    expect(await verdicts()).toBe(2);
    const again = await evaluate(material, out);
    expect(again).toMatchObject({ bonaFide: before.bonaFide });
    expect(again.err).toContain('2 of 2 were judged before');
    expect(await verdicts()).toBe(2);

    await utimes(join(material, 'bona-fide/b.jpg'), 1, 1);
    await evaluate(material, out);
    expect(await verdicts()).toBe(3);
    // Another threshold is another engine.
    const impossible = await evaluate(material, out, '--threshold', '1');
    expect(impossible.bonaFide.errors + impossible.bonaFide.nonResponse).toBe(2);
    expect(await verdicts()).toBe(5);
  });

  it('makes one decision of a clip, and lists bad files without counting them', async () => {
    const [print = ''] = await stillsIn('samples/attack/print');
    const material = await materialOf('mixed', {
      'bona-fide/clip.mp4': await assetPath('samples/video/mouth-opens.mp4'),
      'bona-fide/nobody.jpg': await assetPath('samples/capture/no-face.jpg'),
      'attack/print/a.jpg': print,
    });
    await writeFile(join(material, 'attack/print/notes.txt'), 'not a picture');
    await writeFile(
      join(material, 'attack/print/cut.jpg'),
      (await readFile(print)).subarray(0, 4000),
    );
    const { exitCode, bonaFide, attacks, err } = await evaluate(
      material,
      join(folder, 'mixed-out'),
    );
    expect(exitCode).toBe(0);
    expect(bonaFide).toMatchObject({
      n: 2,
      errors: 0,
      nonResponse: 1,
      refused: [0.5, expect.any(Number), expect.any(Number)],
    });
    expect(attacks).toMatchObject([{ species: 'print', n: 1, errors: 0 }]);
    expect(err.filter((line) => /notes\.txt|cut\.jpg/.test(line))).toHaveLength(2);
  });

  it('exits 2 where nothing could be judged', async () => {
    const material = await materialOf('hopeless', {});
    await mkdir(join(material, 'bona-fide'), { recursive: true });
    await writeFile(join(material, 'bona-fide/notes.txt'), 'not a picture');
    const { exitCode, out, err } = await gatelight(
      'evaluate',
      material,
      '--json',
      '--out',
      join(folder, 'hopeless-out'),
    );
    expect(exitCode).toBe(2);
    expect(out).toEqual([]);
    expect(err.at(-1)).toContain('nothing could be judged');
  });

  it('exits 2 with one line for a folder that names no species', async () => {
    const material = join(folder, 'odd');
    await mkdir(join(material, 'attack/photo'), { recursive: true });
    const { exitCode, err } = await gatelight('evaluate', material);
    expect(exitCode).toBe(2);
    expect(err).toEqual([expect.stringMatching(/attack\/photo: not a species; .*print, replay/)]);
  });
});
