// `gatelight log`: list, export, verify and erase. CLI process.

import { Option, type Command } from 'commander';
import { fromCaller, json, ownDataFolder, terminal, wholeNumber } from './arguments.ts';
import type { CliIo, ExitCode } from './io.ts';
import { queryOf, withFilter, type FilterOptions } from './log-filter.ts';

const DEFAULT_LIST = 50;

export function addLogCommands(
  program: Command,
  io: CliIo,
  signal: AbortSignal,
  exit: (code: ExitCode) => void,
): void {
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
}

interface LogVerifyOptions {
  readonly mirror?: string;
  readonly key?: string;
  readonly signatures: 'end' | 'all';
  readonly json: boolean;
}
