// Fits the operating points to recordings of this kiosk's camera, and keeps them with their evidence. CLI process, main process of the appliance.

import type { Calibration } from '#electron/evaluation/calibration.ts';
import { writeCalibration } from '#electron/evaluation/calibration-file.ts';
import { describeEngine } from '#electron/evaluation/engine.ts';
import { fitPoint, type MeasuredFile, type PointFit } from '#electron/evaluation/fit.ts';
import { findMaterial, type MaterialFile } from '#electron/evaluation/material.ts';
import { rateText } from '#electron/evaluation/report.ts';
import { openJudgePool, type JudgePool } from './judge-pool.ts';

export interface FolderToFit {
  /** `bona-fide/**` and `attack/<species>/**`. */
  readonly folder: string;
  readonly dataFolder: string;
  /** The operator's name for the camera. */
  readonly camera: string | null;
  /** Judging processes side by side. */
  readonly jobs: number;
  /** Once the files are known. */
  readonly onStart?: (files: number) => void;
  /** One file more. */
  readonly onMeasured?: (isScored: boolean) => void;
}

export type FolderFit =
  /** The folder is none of the kind. */
  | { readonly kind: 'unusable'; readonly line: string }
  | { readonly kind: 'stopped' }
  /** Nothing was written; an older calibration stays as it is. */
  | { readonly kind: 'not-fitted'; readonly lines: readonly string[]; readonly unscored: Lines }
  | {
      readonly kind: 'fitted';
      readonly calibration: Calibration;
      readonly sha256: string;
      readonly lines: readonly string[];
      readonly unscored: Lines;
    };

/** One line for each file that could not be scored. */
type Lines = readonly string[];

/** Throws `ModelsUnavailable`. */
export async function calibrateFolder(to: FolderToFit, signal: AbortSignal): Promise<FolderFit> {
  const material = await findMaterial(to.folder);
  if (material.kind === 'unusable') return material;
  using pool = await openJudgePool(Math.min(to.jobs, material.files.length));
  to.onStart?.(material.files.length);
  const measuring = await measureAll(material.files, pool, to, signal);
  if (measuring === 'stopped') return { kind: 'stopped' };
  const { measured, unscored } = measuring;
  const fusion = fitPoint(measured, 'clip');
  const still = fitPoint(measured, 'still');
  const lines = [describeFit('sessions', fusion), describeFit('stills', still)];
  const fits = [fusion, still];
  // Where one kind of material shows no gap, a fit to the other would hide that this camera does not tell them apart.
  if (fits.some(({ kind }) => kind === 'no-gap') || fits.every(({ kind }) => kind !== 'fitted')) {
    return { kind: 'not-fitted', lines, unscored };
  }
  const engine = describeEngine(pool.models, { threshold: 0, strict: false });
  const calibration: Calibration = {
    version: 1,
    at: new Date().toISOString(),
    camera: to.camera,
    engine: { version: engine.version, sourcesSha256: engine.sourcesSha256 },
    models: pool.models,
    fusion: fusion.kind === 'fitted' ? fusion.point : null,
    still: still.kind === 'fitted' ? still.point : null,
  };
  const sha256 = await writeCalibration(to.dataFolder, calibration);
  return { kind: 'fitted', calibration, sha256, lines, unscored };
}

interface Measuring {
  readonly measured: readonly MeasuredFile[];
  readonly unscored: Lines;
}

async function measureAll(
  files: readonly MaterialFile[],
  pool: JudgePool,
  { onMeasured }: FolderToFit,
  signal: AbortSignal,
): Promise<Measuring | 'stopped'> {
  const measured: MeasuredFile[] = [];
  const unscored: string[] = [];
  try {
    await pool.judgeAll(
      {
        items: files,
        taskOf: ({ path }) => ({ task: 'measure', path }),
        onAnswer({ file, path, presented }, answer) {
          if (answer.kind !== 'measured' && answer.kind !== 'died') {
            throw new Error(`not a measurement: ${answer.kind}`);
          }
          const measurement =
            answer.kind === 'measured'
              ? answer.measurement
              : {
                  kind: 'unscored' as const,
                  line: `${path}: the process that measured it died (${answer.why})`,
                };
          if (measurement.kind === 'scored') measured.push({ file, presented, measurement });
          else unscored.push(measurement.line);
          onMeasured?.(measurement.kind === 'scored');
        },
      },
      signal,
    );
  } catch (cause) {
    if (!signal.aborted) throw cause;
    return 'stopped';
  }
  return { measured, unscored: unscored.toSorted() };
}

function describeFit(what: string, fit: PointFit): string {
  if (fit.kind !== 'fitted') {
    return `${what}: ${fit.kind === 'no-gap' ? fit.line : `the default stays (${fit.line})`}`;
  }
  const { attackAt, bonaFideAt, evidence } = fit.point;
  const { gap, bonaFide, attacks } = evidence;
  return (
    `${what}: attack up to ${attackAt.toFixed(3)}, bona fide from ${bonaFideAt.toFixed(3)}, inside the gap ` +
    `${gap.low.toFixed(3)} to ${gap.high.toFixed(3)}; ` +
    `bona fide refused ${rateText(bonaFide.refused)} of ${bonaFide.n}, attacks let in ${rateText(attacks.letIn)} of ${attacks.n}`
  );
}
