// `gatelight credentials`: who has a badge or PIN, beside a running kiosk. The value never stands on a command line. CLI process.

import { userInfo } from 'node:os';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { CredentialKind } from '#core/access/index.ts';
import {
  changeWord,
  openCredentials,
  type Credential,
  type CredentialChange,
} from '#electron/credentials/index.ts';
import { createKeyStore, CREDENTIALS_KEY } from '#electron/decision-log/key-store.ts';
import { BadInput } from './bad-input.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { openOwnLog, ownSettings } from './own-log.ts';

export type CredentialsCommand =
  | { readonly kind: 'list'; readonly json: boolean }
  | {
      readonly kind: 'add';
      readonly type: CredentialKind;
      readonly holder: string;
      readonly expiresAt: string | null;
    }
  | { readonly kind: 'change'; readonly id: string; readonly change: CredentialChange }
  | { readonly kind: 'remove'; readonly id: string };

/** Throws `CredentialsFault`, `LogFault` and `BadInput`. */
export async function runCredentials(
  command: CredentialsCommand,
  dataFolder: string,
  io: CliIo,
): Promise<ExitCode> {
  const settings = await ownSettings(dataFolder);
  const keys = createKeyStore(dataFolder, null, CREDENTIALS_KEY);
  using credentials = openCredentials(dataFolder, keys, { print: io.err });
  if (command.kind === 'list') {
    for (const each of credentials.list())
      io.out(command.json ? JSON.stringify(each) : describe(each));
    return EXIT.yes;
  }
  await using log = openOwnLog(dataFolder, settings, io);
  const logged = (word: Changed) => (credential: Credential) =>
    log.appendEvent({
      kind: 'credentials-changed',
      operator: userInfo().username,
      ...word,
      credential: credential.id,
      type: credential.kind,
      person: credential.holder,
    });
  if (command.kind !== 'add') {
    const { id } = command;
    const found =
      command.kind === 'remove'
        ? await credentials.remove(id, logged({ change: 'removed' }))
        : await credentials.change(id, command.change, logged(changeWord(command.change)));
    if (found === null) throw new BadInput('BAD_ARGUMENT', `credentials: none is ${id}`);
    io.out(describe(found));
    return EXIT.yes;
  }
  const { type: kind, holder, expiresAt } = command;
  const value = await readSecret(kind);
  const added = { kind, holder, value, expiresAt };
  io.out(describe(await credentials.add(added, logged({ change: 'added' }))));
  return EXIT.yes;
}

type Changed = { readonly change: 'added' | 'removed' } | ReturnType<typeof changeWord>;

function describe({ createdAt, kind, holder, expiresAt, disabled, id }: Credential): string {
  const until = expiresAt === null ? 'kept' : `until ${expiresAt}`;
  return [createdAt, kind.padEnd(5), holder, disabled ? 'disabled' : until, id].join('  ');
}

/** The first line of standard input; at a terminal it is asked for and not echoed. */
async function readSecret(kind: CredentialKind): Promise<string> {
  const { stdin, stderr } = process;
  const isTerminal = stdin.isTTY;
  if (isTerminal) stderr.write(kind === 'badge' ? 'Hold the badge to the reader: ' : 'PIN: ');
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  using lines = createInterface({ input: stdin, output: silence, terminal: isTerminal });
  for await (const line of lines) {
    if (isTerminal) stderr.write('\n');
    return line;
  }
  throw new BadInput('BAD_ARGUMENT', `credentials: a ${kind} is read from standard input`);
}
