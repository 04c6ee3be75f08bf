import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fuse, type Vote } from '#core/fusion/index.ts';
import { padScore } from '#core/pad/index.ts';
import { productionPolicy } from '#core/session/index.ts';
import { calibrated, otherModels, type Calibration } from './calibration.ts';
import { calibrationPath, readCalibration, writeCalibration } from './calibration-file.ts';
import { fitPoint, type MeasuredFile } from './fit.ts';

const clips = (
  presented: MeasuredFile['presented'],
  scores: readonly (readonly [number, number])[],
) =>
  scores.map(([lowest, highest], i): MeasuredFile => ({
    file: `${presented}/${i}.mp4`,
    presented,
    measurement: {
      kind: 'scored',
      media: 'clip',
      lowest: padScore(lowest),
      highest: padScore(highest),
    },
  }));
const times = <T>(n: number, of: T): readonly T[] => Array.from({ length: n }, () => of);

const material = [
  ...clips('bona-fide', [[0.7, 0.99], ...times(19, [0.9, 0.99] as const)]),
  ...clips('print', times(12, [0.01, 0.1] as const)),
  ...clips('replay', [[0.05, 0.3], ...times(7, [0.01, 0.2] as const)]),
];

function fitted(files: readonly MeasuredFile[]): Calibration {
  const fit = fitPoint(files, 'clip');
  if (fit.kind !== 'fitted') throw new Error(fit.line);
  return {
    version: 1,
    at: '2026-01-02T03:04:05.000Z',
    camera: 'front door',
    engine: { version: '1.2.3', sourcesSha256: 'a'.repeat(64) },
    models: { yunet_n_dynamic: 'b'.repeat(64) },
    fusion: fit.point,
    still: null,
  };
}

describe('fitting to clips', () => {
  it('takes of a bona fide clip its lowest window and of an attack its highest', () => {
    expect(fitted(material).fusion?.evidence).toEqual({
      gap: { low: 0.3, high: 0.7 },
      bonaFide: { n: 20, lowest: 0.7, refused: [0, 0, expect.closeTo(0.1684, 4)] },
      attacks: {
        n: 20,
        highest: 0.3,
        letIn: [0, 0, expect.closeTo(0.1684, 4)],
        bySpecies: { print: 12, replay: 8 },
      },
    });
  });

  it('says how much is needed where there is too little', () => {
    const fit = fitPoint(material.slice(3), 'clip');
    expect(fit).toEqual({
      kind: 'too-little',
      line: 'clips: 17 bona fide and 20 attacks have scores; 20 of each are needed',
    });
    expect(fitPoint(material, 'still').kind).toBe('too-little');
  });

  it('names the two recordings that close the gap', () => {
    const fit = fitPoint([...material, ...clips('cutout', [[0.1, 0.65]])], 'clip');
    expect(fit).toMatchObject({
      kind: 'no-gap',
      line: expect.stringMatching(/cutout\/0\.mp4 \(0\.650\) and bona-fide\/0\.mp4 \(0\.700\)/),
    });
  });
});

describe('a calibration', () => {
  const votes = (score: number): readonly Vote[] =>
    times(8, { score: padScore(score), lowest: padScore(score) });

  it('moves where a session decides, and nothing else', () => {
    const policy = calibrated(productionPolicy, fitted(material));
    expect(policy.fusion.attackAt).toBeCloseTo(0.4, 12);
    expect(policy.fusion.bonaFideAt).toBeCloseTo(0.6, 12);
    expect({ ...policy, fusion: productionPolicy.fusion }).toEqual(productionPolicy);
    expect(fuse(votes(0.35), productionPolicy.fusion).kind).toBe('undecided');
    expect(fuse(votes(0.35), policy.fusion).kind).toBe('attack');
    expect(fuse(votes(0.57), productionPolicy.fusion).kind).toBe('bona-fide');
    expect(fuse(votes(0.57), policy.fusion).kind).toBe('undecided');
  });

  it('that was fitted to stills only leaves sessions as they are', () => {
    expect(calibrated(productionPolicy, { ...fitted(material), fusion: null })).toEqual(
      productionPolicy,
    );
  });

  it('knows the models that it was not fitted with', () => {
    const calibration = fitted(material);
    expect(otherModels(calibration, calibration.models)).toEqual([]);
    expect(otherModels(calibration, { yunet_n_dynamic: 'c'.repeat(64) })).toEqual([
      'yunet_n_dynamic',
    ]);
    expect(otherModels(calibration, { ...calibration.models, another: 'd'.repeat(64) })).toEqual([
      'another',
    ]);
  });
});

describe('the calibration file', () => {
  let data: string;
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'gatelight-calibration-'));
  });
  afterEach(() => rm(data, { recursive: true }));

  it('comes back as it was written, with one fingerprint, and leaves no draft behind', async () => {
    const calibration = fitted(material);
    const sha256 = await writeCalibration(join(data, 'new'), calibration);
    expect(await readCalibration(join(data, 'new'))).toEqual({
      kind: 'calibrated',
      calibration,
      sha256,
    });
    expect(await readdir(join(data, 'new'))).toEqual(['calibration.json']);
  });

  it('is none where there is none', async () => {
    expect(await readCalibration(data)).toEqual({ kind: 'none' });
    expect(await readCalibration(join(data, 'missing'))).toEqual({ kind: 'none' });
  });

  it('that cannot be written leaves the old one', async () => {
    const first = await writeCalibration(data, fitted(material));
    const inverted = fitted(material);
    const point = inverted.fusion;
    if (point === null) throw new Error('no point');
    const broken = { ...inverted, fusion: { ...point, attackAt: point.bonaFideAt } };
    await expect(writeCalibration(data, broken)).rejects.toThrow('attackAt');
    expect(await readCalibration(data)).toMatchObject({ sha256: first });
  });

  it.each([
    ['is no JSON', (text: string) => text.slice(0, -10)],
    ['has points outside its evidence', (text: string) => text.replace('"low": 0.3', '"low": 0.5')],
    [
      'has an unknown field',
      (text: string) => text.replace('"version": 1', '"version": 1, "x": 1'),
    ],
    ['is of another version', (text: string) => text.replace('"version": 1', '"version": 2')],
  ])('is refused in one line when it %s', async (_what, change) => {
    await writeCalibration(data, fitted(material));
    const path = calibrationPath(data);
    await writeFile(path, change(await readFile(path, 'utf8')));
    const reading = await readCalibration(data);
    if (reading.kind !== 'unusable') throw new Error(reading.kind);
    expect(reading.line.startsWith(`${path}: `)).toBe(true);
    expect(reading.line).toContain('run: gatelight calibrate, or delete it');
    expect(reading.line).not.toContain('\n');
  });
});
