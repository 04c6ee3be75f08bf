// Files judged by a calibration: the real commands and models on a sample, and calibrations as `calibrate` writes them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Calibration } from '#electron/evaluation/calibration.ts';
import { writeCalibration } from '#electron/evaluation/calibration-file.ts';
import { openAssets } from '#electron/inference/assets.ts';
import { createInProcessInference } from '#electron/inference/in-process.ts';
import { assetPath, useTestAssets } from '../../e2e/support/assets.ts';
import { runCommandLine } from './program.ts';

let models: Readonly<Record<string, string>>;
let picture: string;
let folder: string;
let before: string | undefined;
beforeAll(async () => {
  await useTestAssets();
  picture = await assetPath('samples/bona-fide/webcam-desk-1.jpg');
  await using inference = createInProcessInference({ detectorSide: 640 });
  models = await inference.ready(AbortSignal.timeout(30_000));
  before = process.env['GATELIGHT_DATA'];
});
afterAll(() => {
  if (before === undefined) delete process.env['GATELIGHT_DATA'];
  else process.env['GATELIGHT_DATA'] = before;
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-calibrated-'));
  process.env['GATELIGHT_DATA'] = folder;
  return () => rm(folder, { recursive: true });
});

/** With a point for stills only; `bonaFideAt` above any score refuses everybody. */
const calibration = (bonaFideAt: number, fittedWith = models): Calibration => ({
  version: 1,
  at: '2026-01-02T03:04:05.000Z',
  camera: null,
  engine: { version: '0.1.0', sourcesSha256: 'a'.repeat(64) },
  models: fittedWith,
  fusion: null,
  still: {
    attackAt: 0.3,
    bonaFideAt,
    evidence: {
      gap: { low: 0.1, high: 1 },
      bonaFide: { n: 30, lowest: 1, refused: [0, 0, 0.12] },
      attacks: { n: 30, highest: 0.1, letIn: [0, 0, 0.12], bySpecies: { print: 30 } },
    },
  },
});

async function check(...options: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const argv = ['node', 'gatelight', 'check', picture, '--json', ...options];
  const code = await runCommandLine(argv, io, AbortSignal.timeout(60_000));
  const outcome = z.object({ outcome: z.string() });
  return { code, outcomes: out.map((line) => outcome.parse(JSON.parse(line)).outcome), err };
}

describe('check --calibrated', () => {
  it('takes the fitted point of stills in the place of the threshold', async () => {
    await writeCalibration(folder, calibration(0.99999));
    expect(await check()).toMatchObject({ code: 0, outcomes: ['bona-fide'] });
    expect(await check('--calibrated')).toMatchObject({ code: 1, outcomes: ['non-response'] });
    await writeCalibration(folder, calibration(0.4));
    expect(await check('--calibrated')).toMatchObject({ code: 0, outcomes: ['bona-fide'] });
  });

  it('judges nothing by a calibration that was fitted with other models', async () => {
    await writeCalibration(
      folder,
      calibration(0.5, { ...models, minifasnet_v2_80: 'e'.repeat(64) }),
    );
    const { code, outcomes, err } = await check('--calibrated');
    expect([code, outcomes]).toEqual([2, []]);
    expect(err.join()).toMatch(/calibration\.json: fitted with another minifasnet_v2_80; run: /u);
  });

  it('judges nothing without a calibration', async () => {
    const { code, outcomes, err } = await check('--calibrated');
    expect([code, outcomes]).toEqual([2, []]);
    expect(err.join()).toContain('there is none; run: gatelight calibrate');
  });

  it('is not asked for together with a threshold', async () => {
    expect((await check('--calibrated', '--threshold', '0.7')).code).toBe(2);
  });
});

it('the models of a calibration are those that the manifest lists', async () => {
  const opening = await openAssets();
  if (opening.kind === 'fault') throw new Error(opening.message);
  const listed = opening.library.manifest.assets.map(({ sha256 }) => sha256);
  expect(listed).toEqual(expect.arrayContaining(Object.values(models)));
});
