// `gatelight calibrate DIR`: fits the operating points to what this kiosk's camera sees, and keeps them with their evidence. CLI process.

import type { Calibration } from '#electron/evaluation/calibration.ts';
import { calibrationPath, writeCalibration } from '#electron/evaluation/calibration-file.ts';
import { describeEngine } from '#electron/evaluation/engine.ts';
import { fitPoint, type MeasuredFile, type PointFit } from '#electron/evaluation/fit.ts';
import { findMaterial, type MaterialFile } from '#electron/evaluation/material.ts';
import { createProgress } from '#electron/evaluation/progress.ts';
import { rateText } from '#electron/evaluation/report.ts';
import { BadInput } from './bad-input.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { openJudgePool, type JudgePool } from '#electron/judging/judge-pool.ts';

export interface CalibrateArguments {
  readonly folder: string;
  readonly dataFolder: string;
  /** The operator's name for the camera. */
  readonly camera: string | null;
  readonly json: boolean;
  readonly jobs: number;
  readonly terminal: NodeJS.WritableStream | null;
}

/** Exit 0 when the calibration is written, 1 when there is none to be had: then an older one stays as it is. */
export async function runCalibrate(
  args: CalibrateArguments,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  const material = await findMaterial(args.folder);
  if (material.kind === 'unusable') throw new BadInput('BAD_ARGUMENT', material.line);
  using pool = await openJudgePool(Math.min(args.jobs, material.files.length));
  const measured = await measureAll(material.files, pool, args, io, signal);
  if (measured === 'stopped') return EXIT.no;
  const fusion = fitPoint(measured, 'clip');
  const still = fitPoint(measured, 'still');
  const lines = [describeFit('sessions', fusion), describeFit('stills', still)];
  const fits = [fusion, still];
  // Where one kind of material shows no gap, a fit to the other would hide that this camera does not tell them apart.
  if (fits.some(({ kind }) => kind === 'no-gap') || fits.every(({ kind }) => kind !== 'fitted')) {
    for (const line of lines) io.err(line);
    io.err('not calibrated: nothing was written');
    return EXIT.no;
  }
  const engine = describeEngine(pool.models, { threshold: 0, strict: false });
  const calibration: Calibration = {
    version: 1,
    at: new Date().toISOString(),
    camera: args.camera,
    engine: { version: engine.version, sourcesSha256: engine.sourcesSha256 },
    models: pool.models,
    fusion: fusion.kind === 'fitted' ? fusion.point : null,
    still: still.kind === 'fitted' ? still.point : null,
  };
  const sha256 = await writeCalibration(args.dataFolder, calibration);
  if (args.json) io.out(JSON.stringify({ sha256, ...calibration }));
  else for (const line of lines) io.out(line);
  io.err(`calibration ${sha256.slice(0, 12)}: ${calibrationPath(args.dataFolder)}`);
  return EXIT.yes;
}

async function measureAll(
  files: readonly MaterialFile[],
  pool: JudgePool,
  { terminal }: CalibrateArguments,
  io: CliIo,
  signal: AbortSignal,
): Promise<readonly MeasuredFile[] | 'stopped'> {
  const measured: MeasuredFile[] = [];
  const unscored: string[] = [];
  try {
    using progress = createProgress(terminal, files.length);
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
          progress.advance(measurement.kind === 'unscored');
        },
      },
      signal,
    );
  } catch (cause) {
    if (!signal.aborted) throw cause;
    io.err('stopped: nothing was written');
    return 'stopped';
  }
  for (const line of unscored.toSorted()) io.err(line);
  return measured;
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
