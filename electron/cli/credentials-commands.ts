// `gatelight credentials …` as commands. CLI process.

import { InvalidArgumentError, Option, type Command } from 'commander';
import { CREDENTIAL_KINDS, type CredentialKind } from '#core/access/index.ts';
import type { CredentialsCommand } from './credentials.ts';
import { ownDataFolder } from './arguments.ts';
import type { CliIo, ExitCode } from './io.ts';

export function addCredentialsCommands(
  program: Command,
  io: CliIo,
  exit: (code: ExitCode) => void,
): void {
  const credentials = program.command('credentials').description('badges and PINs');
  const run = async (command: CredentialsCommand): Promise<void> => {
    const { runCredentials } = await import('./credentials.ts');
    exit(await runCredentials(command, ownDataFolder(), io));
  };
  credentials
    .command('list')
    .description('who has one; never the badge or PIN')
    .addOption(new Option('--json', 'one JSON object a line').default(false))
    .action(async ({ json }: { json: boolean }) => run({ kind: 'list', json }));
  credentials
    .command('add')
    .description('a badge or PIN, read from standard input or typed unseen')
    .argument('<holder>', 'whose it is', holderName)
    .addOption(new Option('--kind <kind>').choices(CREDENTIAL_KINDS).makeOptionMandatory(true))
    .option('--until <time>', 'from then on it opens nothing: 2027-01-31 or with a time', moment)
    .action(async (holder: string, options: { kind: CredentialKind; until?: string }) =>
      run({ kind: 'add', type: options.kind, holder, expiresAt: options.until ?? null }),
    );
  for (const [name, disabled, description] of [
    ['disable', true, 'it opens nothing until it is enabled again'],
    ['enable', false, 'it opens the door again'],
  ] as const) {
    credentials
      .command(name)
      .description(description)
      .argument('<id>', 'as it is listed')
      .action(async (id: string) => run({ kind: 'change', id, change: { disabled } }));
  }
  credentials
    .command('expire')
    .description('from a moment on it opens nothing')
    .argument('<id>', 'as it is listed')
    .argument('<time>', '2027-01-31, or with a time; “never” takes the end away', momentOrNever)
    .action(async (id: string, expiresAt: string | null) =>
      run({ kind: 'change', id, change: { expiresAt } }),
    );
  credentials
    .command('remove')
    .description('it opens nothing any more, at once')
    .argument('<id>', 'as it is listed')
    .action(async (id: string) => run({ kind: 'remove', id }));
}

function holderName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 64)
    throw new InvalidArgumentError('1 to 64 characters are needed.');
  return name;
}

const momentOrNever = (text: string): string | null => (text === 'never' ? null : moment(text));

function moment(text: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new InvalidArgumentError('a date is needed, as 2027-01-31.');
  return new Date(at).toISOString();
}
