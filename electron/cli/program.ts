// The commands of the command line and what their faults mean. CLI process.

import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { LogFault } from '#electron/decision-log/database.ts';
import { CredentialsFault } from '#electron/credentials/index.ts';
import { IdentityFault } from '#electron/identity/identity-fault.ts';
import { ModelsUnavailable } from '#electron/inference/models-unavailable.ts';
import { dataFolder } from '#electron/main/data-folder.ts';
import { MediaFault } from '#electron/media/media-fault.ts';
import { BadInput } from './bad-input.ts';
import { addCredentialsCommands } from './credentials-commands.ts';
import { addIdentityCommands } from './identity-commands.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { addKeysCommands } from './keys-commands.ts';
import { queryOf, withFilter, type FilterOptions } from './log-filter.ts';
import { addSnapshotsCommands } from './snapshots-commands.ts';

const DEFAULT_THRESHOLD = 0.6;
const DEFAULT_LIST = 50;
const DEFAULT_PORT = 7420;

/** Runs one command line and resolves with its exit code. Bugs are not caught: they end the process with their stack. */
export async function runCommandLine(
  argv: readonly string[],
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.yes;
  const program = commands(io, signal, (exit) => (code = exit));
  try {
    await program.parseAsync(argv);
    return code;
  } catch (fault) {
    return explain(fault, io);
  }
}

/** What a fault means to the caller. */
function explain(fault: unknown, io: CliIo): ExitCode {
  // Commander has printed the usage by itself; help and version are no faults.
  if (fault instanceof CommanderError) return fault.exitCode === 0 ? EXIT.yes : EXIT.badInput;
  if (
    fault instanceof BadInput ||
    fault instanceof MediaFault ||
    fault instanceof CredentialsFault
  ) {
    io.err(fault.message);
    return EXIT.badInput;
  }
  if (
    fault instanceof ModelsUnavailable ||
    fault instanceof LogFault ||
    fault instanceof IdentityFault
  ) {
    io.err(`not ready: ${fault.message}`);
    return EXIT.notReady;
  }
  throw fault;
}

/** Each command is loaded when it is run: listing the log needs no models. */
function commands(io: CliIo, signal: AbortSignal, exit: (code: ExitCode) => void): Command {
  const program = new Command('gatelight')
    .description('Offline face liveness: is a live person really there?')
    .exitOverride()
    .showHelpAfterError('(add --help for the usage)');

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

  const log = program.command('log').description('the decision log');
  withFilter(log.command('list').description('the newest decisions, newest first'))
    .option('--limit <N>', 'how many', wholeNumber, DEFAULT_LIST)
    .option('--before <sequence>', 'older than this entry: the next page', wholeNumber)
    .addOption(json())
    .action(async (options: FilterOptions & { limit: number; before?: number; json: boolean }) => {
      const { runLogList } = await import('./log.ts');
      const page = { limit: options.limit, before: options.before ?? null };
      const query = { ...queryOf(options), ...page };
      exit(runLogList({ query, json: options.json, dataFolder: ownDataFolder() }, io));
    });
  withFilter(log.command('export').description('entries as CSV or JSON lines, oldest first'))
    .addOption(new Option('--format <format>').choices(['csv', 'jsonl']).makeOptionMandatory(true))
    .option('--out <file>', 'instead of standard output')
    .action(async (options: FilterOptions & { format: 'csv' | 'jsonl'; out?: string }) => {
      const { runLogExport } = await import('./log-export.ts');
      const args = {
        query: queryOf(options),
        format: options.format,
        out: options.out === undefined ? null : fromCaller(options.out),
        dataFolder: ownDataFolder(),
        terminal: terminal(),
      };
      exit(await runLogExport(args, io, signal));
    });
  log
    .command('verify')
    .description('was anything done to the log behind its back? Exit 1 when something shows')
    .option('--mirror <file>', 'compare with the checkpoints that were kept elsewhere')
    .option('--key <id>', "the key's id, as you wrote it down")
    .addOption(
      new Option('--signatures <which>', "the end's and the checkpoints', or each entry's as well")
        .choices(['end', 'all'])
        .default('end'),
    )
    .addOption(json())
    .action(async (options: LogVerifyOptions) => {
      const { runLogVerify } = await import('./log-verify.ts');
      const args = {
        mirror: options.mirror === undefined ? null : fromCaller(options.mirror),
        keyId: options.key ?? null,
        everySignature: options.signatures === 'all',
        json: options.json,
        dataFolder: ownDataFolder(),
        terminal: terminal(),
      };
      exit(runLogVerify(args, io));
    });

  log
    .command('erase')
    .description("delete a person's name beside the log; its chain stays whole")
    .requiredOption('--operator <name>', 'the name, as it was logged')
    .action(async ({ operator }: { operator: string }) => {
      const { runLogErase } = await import('./log-erase.ts');
      exit(await runLogErase({ name: operator, dataFolder: ownDataFolder() }, io));
    });

  addIdentityCommands(program, io, ownDataFolder, exit);
  addCredentialsCommands(program, io, ownDataFolder, exit);
  addKeysCommands(program, io, ownDataFolder, exit);
  addSnapshotsCommands(program, io, { dataFolder: ownDataFolder, fromCaller }, exit);

  program
    .command('serve')
    .description('the API on loopback; prints its first key once')
    .option('--port <N>', 'where to listen; 0 lets the system choose', wholeNumber, DEFAULT_PORT)
    .option('--jobs <N>', 'judging processes side by side', wholeNumber, availableParallelism())
    .action(async (options: { port: number; jobs: number }) => {
      const { runServe } = await import('./serve.ts');
      const jobs = Math.max(1, options.jobs);
      exit(await runServe({ ...options, jobs, dataFolder: ownDataFolder() }, io, signal));
    });

  program
    .command('doctor')
    .description('is this machine ready? One line each, and what to do')
    .action(async () => {
      const { runDoctor } = await import('./doctor.ts');
      exit(await runDoctor(ownDataFolder(), io, signal));
    });

  return program;
}

interface LogVerifyOptions {
  readonly mirror?: string;
  readonly key?: string;
  readonly signatures: 'end' | 'all';
  readonly json: boolean;
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

const json = (): Option =>
  new Option('--json', 'one JSON object a line, and nothing else on standard output').default(
    false,
  );

const calibratedOption = (): Option =>
  new Option(
    '--calibrated',
    "the points that `calibrate` fitted to this kiosk's camera, in place of T",
  )
    .default(false)
    .conflicts('threshold');

/** Where progress is drawn; null where nobody watches. */
const terminal = (): NodeJS.WritableStream | null => (process.stderr.isTTY ? process.stderr : null);

const ownDataFolder = (): string =>
  dataFolder({ env: process.env, platform: process.platform, demoFolder: null });

/** npm runs its scripts in the package's folder; a path that is not there is one from where the caller stood. */
function fromCaller(path: string): string {
  const caller = process.env['INIT_CWD'];
  const exists = statSync(path, { throwIfNoEntry: false }) !== undefined;
  return exists || caller === undefined || isAbsolute(path) ? path : resolve(caller, path);
}

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

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number is needed.');
  return Number(text);
}
