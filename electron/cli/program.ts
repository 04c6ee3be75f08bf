// The commands of the command line and what their faults mean. CLI process.

import { availableParallelism } from 'node:os';
import { Command, CommanderError } from 'commander';
import { LogFault } from '#electron/decision-log/database.ts';
import { CredentialsFault } from '#electron/credentials/index.ts';
import { IdentityFault } from '#electron/identity/identity-fault.ts';
import { ModelsUnavailable } from '#electron/inference/models-unavailable.ts';
import { MediaFault } from '#electron/media/media-fault.ts';
import { ownDataFolder, wholeNumber } from './arguments.ts';
import { BadInput } from './bad-input.ts';
import { addCredentialsCommands } from './credentials-commands.ts';
import { addIdentityCommands } from './identity-commands.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { addJudgingCommands } from './judging-commands.ts';
import { addKeysCommands } from './keys-commands.ts';
import { addLogCommands } from './log-commands.ts';
import { addSnapshotsCommands } from './snapshots-commands.ts';

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

  addJudgingCommands(program, io, signal, exit);
  addLogCommands(program, io, signal, exit);
  addIdentityCommands(program, io, exit);
  addCredentialsCommands(program, io, exit);
  addKeysCommands(program, io, exit);
  addSnapshotsCommands(program, io, exit);

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
