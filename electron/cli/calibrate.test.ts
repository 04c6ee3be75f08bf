// The command is run as a caller would, on copies of the sample stills that differ as a camera's pictures do.
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCalibration } from '#electron/evaluation/calibration-file.ts';
import { assetPath, stillsIn, useTestAssets } from '../../e2e/support/assets.ts';
import { runCommandLine } from './program.ts';

let folder: string;
let data: string;
beforeAll(useTestAssets);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-calibrate-'));
  data = join(folder, 'data');
  vi.stubEnv('GATELIGHT_DATA', data);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function calibrate(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const command = ['node', 'gatelight', 'calibrate', join(folder, 'material'), ...args];
  const exitCode = await runCommandLine(command, io, AbortSignal.timeout(120_000));
  return { exitCode, out, err };
}

/** Each still four times, a little smaller and harder compressed. */
async function spread(stills: readonly string[], part: string): Promise<void> {
  const target = join(folder, 'material', part);
  await mkdir(target, { recursive: true });
  for (const still of stills) {
    const upright = await sharp(still)
      .autoOrient()
      .resize(960, 960, { fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 1 })
      .toBuffer();
    const { width } = await sharp(upright).metadata();
    for (const [i, scale] of [1, 0.95, 0.9, 0.8].entries()) {
      await sharp(upright)
        .resize(Math.round(width * scale))
        .jpeg({ quality: 95 - 10 * i })
        .toFile(join(target, `${i}-${basename(still)}`));
    }
  }
}

describe('calibrate', { timeout: 120_000 }, () => {
  it('fits the still threshold into the gap, and keeps it with its evidence', async () => {
    await spread(await stillsIn('samples/bona-fide'), 'bona-fide');
    await spread(await stillsIn('samples/attack/print'), 'attack/print');
    await spread(await stillsIn('samples/attack/replay'), 'attack/replay');
    const { exitCode, out } = await calibrate('--camera', 'front door', '--json');
    expect(exitCode).toBe(0);
    const reading = await readCalibration(data);
    if (reading.kind !== 'calibrated') throw new Error(reading.kind);
    expect(out.map((line): unknown => JSON.parse(line))).toEqual([
      { sha256: reading.sha256, ...reading.calibration },
    ]);
    const { still, fusion, camera, models } = reading.calibration;
    expect({ fusion, camera }).toEqual({ fusion: null, camera: 'front door' });
    expect(Object.keys(models)).toContain('minifas_v2_se_128');
    expect(still?.evidence.bonaFide).toMatchObject({
      n: 24,
      refused: [0, 0, expect.closeTo(0.1425, 4)],
    });
    expect(still?.evidence.attacks).toMatchObject({ n: 24, bySpecies: { print: 16, replay: 8 } });
    expect(still?.attackAt).toBeGreaterThan(still?.evidence.attacks.highest ?? 1);
    expect(still?.bonaFideAt).toBeLessThan(still?.evidence.bonaFide.lowest ?? 0);
  });

  it('measures a clip by the windows that a kiosk would fuse, and refuses too little with how much is needed', async () => {
    const clip = await assetPath('samples/video/mouth-opens.mp4');
    const target = join(folder, 'material/bona-fide');
    await mkdir(target, { recursive: true });
    await symlink(clip, join(target, 'a.mp4'));
    const { exitCode, err } = await calibrate('--jobs', '1');
    expect(exitCode).toBe(1);
    expect(err).toContainEqual(
      'sessions: the default stays (clips: 1 bona fide and 0 attacks have scores; 20 of each are needed)',
    );
    expect(err.at(-1)).toBe('not calibrated: nothing was written');
    await expect(readdir(data)).rejects.toThrow('ENOENT');
  });

  it('exits 2 for a folder without the layout', async () => {
    const { exitCode, err } = await calibrate();
    expect(exitCode).toBe(2);
    expect(err).toHaveLength(1);
  });
});
