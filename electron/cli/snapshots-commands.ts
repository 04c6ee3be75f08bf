// `gatelight snapshots …` as commands. CLI process.

import { Option, type Command } from 'commander';
import { fromCaller, ownDataFolder } from './arguments.ts';
import type { CliIo, ExitCode } from './io.ts';
import type { SnapshotsCommand } from './snapshots.ts';

export function addSnapshotsCommands(
  program: Command,
  io: CliIo,
  exit: (code: ExitCode) => void,
): void {
  const snapshots = program
    .command('snapshots')
    .description('pictures of sessions, where the settings keep any');
  const run = async (command: SnapshotsCommand): Promise<void> => {
    const { runSnapshots } = await import('./snapshots.ts');
    exit(await runSnapshots(command, ownDataFolder(), io));
  };
  snapshots
    .command('list')
    .description('whose decisions have one, oldest first; never the picture')
    .addOption(new Option('--json', 'one JSON object a snapshot').default(false))
    .action(async ({ json }: { json: boolean }) => run({ kind: 'list', json }));
  snapshots
    .command('show')
    .description('decrypt one into a file that you name; the log notes it')
    .argument('<decision>', "the decision's id")
    .requiredOption('--out <file>', 'a new file, for WebP')
    .action(async (decisionId: string, { out }: { out: string }) =>
      run({ kind: 'show', decisionId, out: fromCaller(out) }),
    );
  snapshots
    .command('delete')
    .description('delete one for good, its own key first')
    .argument('<decision>', "the decision's id")
    .action(async (decisionId: string) => run({ kind: 'delete', decisionId }));
  snapshots
    .command('purge')
    .description('delete those whose time has run out')
    .option('--all', 'every one, whatever its time', false)
    .action(async ({ all }: { all: boolean }) => run({ kind: 'purge', all }));
}
