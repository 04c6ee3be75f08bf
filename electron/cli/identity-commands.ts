// `gatelight identity …` as commands. CLI process.

import { Option, type Command } from 'commander';
import { ownDataFolder } from './arguments.ts';
import type { CliIo, ExitCode } from './io.ts';
import type { IdentityCommand } from './identity.ts';

export function addIdentityCommands(
  program: Command,
  io: CliIo,
  exit: (code: ExitCode) => void,
): void {
  const identity = program.command('identity').description('enrolled people');
  // Loaded when it is run: help needs no onnxruntime.
  const run = async (command: IdentityCommand): Promise<void> => {
    const { runIdentity } = await import('./identity.ts');
    exit(await runIdentity(command, ownDataFolder(), io));
  };
  identity
    .command('list')
    .description('collections and their faces; never a template')
    .addOption(new Option('--json', 'one JSON object a face').default(false))
    .action(async ({ json }: { json: boolean }) => run({ kind: 'list', json }));
  identity
    .command('remove')
    .description('delete a face, or all faces of a person, from our backups as well')
    .argument('<who>', "a face's id, or the external id of a person")
    .action(async (who: string) => run({ kind: 'remove', who }));
  identity
    .command('purge')
    .description('delete everybody whose time has run out')
    .action(async () => run({ kind: 'purge' }));
  identity
    .command('backup')
    .description('write an encrypted copy into backups/ of the data folder')
    .action(async () => run({ kind: 'backup' }));
}
