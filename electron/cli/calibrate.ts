// `gatelight calibrate DIR`: fits the operating points to what this kiosk's camera sees, and keeps them with their evidence. CLI process.

import { calibrationPath } from '#electron/evaluation/calibration-file.ts';
import { createProgress, type Progress } from '#electron/evaluation/progress.ts';
import { calibrateFolder } from '#electron/judging/calibrate-folder.ts';
import { BadInput } from './bad-input.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';

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
  let progress: Progress | null = null;
  const fit = await calibrateFolder(
    {
      ...args,
      onStart: (files) => (progress = createProgress(args.terminal, files)),
      onMeasured: (isScored) => progress?.advance(!isScored),
    },
    signal,
  ).finally(() => progress?.[Symbol.dispose]());
  switch (fit.kind) {
    case 'unusable':
      throw new BadInput('BAD_ARGUMENT', fit.line);
    case 'stopped':
      io.err('stopped: nothing was written');
      return EXIT.no;
    case 'not-fitted':
      for (const line of [...fit.unscored, ...fit.lines]) io.err(line);
      io.err('not calibrated: nothing was written');
      return EXIT.no;
    case 'fitted':
      for (const line of fit.unscored) io.err(line);
      if (args.json) io.out(JSON.stringify({ sha256: fit.sha256, ...fit.calibration }));
      else for (const line of fit.lines) io.out(line);
      io.err(`calibration ${fit.sha256.slice(0, 12)}: ${calibrationPath(args.dataFolder)}`);
      return EXIT.yes;
  }
}
