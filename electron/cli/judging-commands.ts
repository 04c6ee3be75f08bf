// The commands that judge files: `check`, `session`, `evaluate` and `calibrate`. CLI process.

import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { fromCaller, json, ownDataFolder, terminal, wholeNumber } from './arguments.ts';
import { BadInput } from './bad-input.ts';
import type { CliIo, ExitCode } from './io.ts';

const DEFAULT_THRESHOLD = 0.6;

export function addJudgingCommands(
  program: Command,
  io: CliIo,
  signal: AbortSignal,
  exit: (code: ExitCode) => void,
): void {
  program
    .command('check')
    .description('judge stills and videos, one verdict each')
    .argument('<files...>', 'JPEG, PNG or WebP pictures, or videos')
    .addOption(json())
    .option('--threshold <T>', 'bona fide at and above this score', unitInterval, DEFAULT_THRESHOLD)
    .option('--strict', 'both models must agree before anything is bona fide', false)
    .addOption(calibratedOption())
    .action(
      async (
        files: readonly string[],
        options: { json: boolean; threshold: number; strict: boolean; calibrated: boolean },
      ) => {
        const { runCheck } = await import('./check.ts');
        const { calibrated, ...judging } = options;
        const calibration = calibrated ? ownDataFolder() : null;
        exit(await runCheck({ ...judging, calibration, files: files.map(fromCaller) }, io, signal));
      },
    );

  program
    .command('session')
    .description('a whole session over recorded video; never a door')
    .argument('[video]', 'the recording')
    .option('--challenges <list>', 'these instead of a draw, e.g. BLINK,LOOK_LEFT')
    .option('--seed <N>', 'makes the draw repeatable', wholeNumber)
    .option('--events <file>', 'keep the event log, for --replay')
    .option('--replay <log>', 'run a session again from its event log')
    .addOption(json())
    .action(async (video: string | undefined, options: SessionOptions) => {
      exit(await session(video, options, io, signal));
    });

  program
    .command('evaluate')
    .description('error rates (ISO/IEC 30107-3) of a folder of presentations, with a report')
    .argument('<folder>', 'holds bona-fide/** and attack/<species>/**, stills and clips')
    .option(
      '--out <folder>',
      'for report.html, report.json and verdicts.jsonl, from which a second run goes on (default: dist/evaluate/<name of the folder>)',
    )
    .addOption(json())
    .option('--threshold <T>', 'bona fide at and above this score', unitInterval, DEFAULT_THRESHOLD)
    .option('--strict', 'both models must agree before anything is bona fide', false)
    .addOption(calibratedOption())
    .option('--jobs <N>', 'judging processes side by side', wholeNumber, availableParallelism())
    .option('--no-pictures', 'leave the worst errors out of the report')
    .action(async (folder: string, options: EvaluateOptions) => {
      const { defaultOut, runEvaluate } = await import('./evaluate.ts');
      const out = options.out === undefined ? defaultOut(folder) : fromCaller(options.out);
      const { calibrated, ...judging } = options;
      const calibration = calibrated ? ownDataFolder() : null;
      const args = {
        ...judging,
        calibration,
        folder: fromCaller(folder),
        out,
        terminal: terminal(),
      };
      exit(await runEvaluate({ ...args, jobs: Math.max(1, options.jobs) }, io, signal));
    });

  program
    .command('calibrate')
    .description(
      "fit the operating points to this kiosk's camera, and keep them with their evidence",
    )
    .argument('<folder>', 'recordings of this camera: bona-fide/** and attack/<species>/**')
    .option('--camera <name>', 'what you call the camera', cameraName)
    .addOption(json())
    .option('--jobs <N>', 'judging processes side by side', wholeNumber, availableParallelism())
    .action(async (folder: string, options: CalibrateOptions) => {
      const { runCalibrate } = await import('./calibrate.ts');
      const { json, jobs, camera = null } = options;
      const args = { json, camera, jobs: Math.max(1, jobs), terminal: terminal() };
      const folders = { folder: fromCaller(folder), dataFolder: ownDataFolder() };
      exit(await runCalibrate({ ...args, ...folders }, io, signal));
    });
}

interface EvaluateOptions {
  readonly calibrated: boolean;
  readonly out?: string;
  readonly json: boolean;
  readonly threshold: number;
  readonly strict: boolean;
  readonly jobs: number;
  readonly pictures: boolean;
}

interface CalibrateOptions {
  readonly camera?: string;
  readonly json: boolean;
  readonly jobs: number;
}

interface SessionOptions {
  readonly challenges?: string;
  readonly seed?: number;
  readonly events?: string;
  readonly replay?: string;
  readonly json: boolean;
}

async function session(
  video: string | undefined,
  options: SessionOptions,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { challenges, seed, events, json, replay } = options;
  if (replay !== undefined) {
    const { runReplay } = await import('./replay.ts');
    return runReplay(fromCaller(replay), json, io);
  }
  if (video === undefined) {
    throw new BadInput('BAD_ARGUMENT', 'session: name a video, or an event log with --replay');
  }
  const args = {
    video: fromCaller(video),
    challenges: challenges ?? null,
    seed: seed ?? null,
    events: events === undefined ? null : fromCaller(events),
    json,
    dataFolder: ownDataFolder(),
  };
  const { runSession } = await import('./session.ts');
  return runSession(args, io, signal);
}

const calibratedOption = (): Option =>
  new Option(
    '--calibrated',
    "the points that `calibrate` fitted to this kiosk's camera, in place of T",
  )
    .default(false)
    .conflicts('threshold');

function unitInterval(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError('a number from 0 to 1 is needed.');
  }
  return value;
}

function cameraName(text: string): string {
  if (text.length > 64) throw new InvalidArgumentError('at most 64 characters are kept.');
  return text;
}
