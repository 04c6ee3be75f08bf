// `gatelight keys …` as commands. CLI process.

import { InvalidArgumentError, Option, type Command } from 'commander';
import { ownDataFolder } from './arguments.ts';
import type { CliIo, ExitCode } from './io.ts';
import type { KeysCommand } from './keys.ts';

export function addKeysCommands(program: Command, io: CliIo, exit: (code: ExitCode) => void): void {
  const keys = program.command('keys').description('who may ask the API; a running one heeds it');
  const run = async (command: KeysCommand): Promise<void> => {
    const { runKeys } = await import('./keys.ts');
    exit(await runKeys(command, ownDataFolder(), io));
  };
  keys
    .command('list')
    .description('names and ids; never a key')
    .addOption(new Option('--json', 'one JSON object a line').default(false))
    .action(async ({ json }: { json: boolean }) => run({ kind: 'list', json }));
  keys
    .command('add')
    .description('a new key, shown this once')
    .argument('<name>', 'what it is for', keyName)
    .addOption(new Option('--json', 'one JSON object').default(false))
    .action(async (name: string, { json }: { json: boolean }) => run({ kind: 'add', name, json }));
  keys
    .command('revoke')
    .description('from the next request on it opens nothing')
    .argument('<id>', 'as it is listed')
    .action(async (id: string) => run({ kind: 'revoke', id }));
}

function keyName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 64)
    throw new InvalidArgumentError('1 to 64 characters are needed.');
  return name;
}
