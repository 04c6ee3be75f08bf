// `gatelight keys`: who may ask the API, beside a running one. A key is shown once, when it is added. CLI process.

import { userInfo } from 'node:os';
import { join } from 'node:path';
import {
  API_KEY_FILE,
  dropApiKey,
  keepApiKey,
  newApiKey,
  readKeyFile,
  type StoredKey,
} from '#electron/api/key-file.ts';
import { BadInput } from './bad-input.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { openOwnLog, ownSettings } from './own-log.ts';

export type KeysCommand =
  | { readonly kind: 'list'; readonly json: boolean }
  | { readonly kind: 'add'; readonly name: string; readonly json: boolean }
  | { readonly kind: 'revoke'; readonly id: string };

/** Throws `LogFault` and `BadInput`. */
export async function runKeys(
  command: KeysCommand,
  dataFolder: string,
  io: CliIo,
): Promise<ExitCode> {
  const file = join(dataFolder, API_KEY_FILE);
  const settings = await ownSettings(dataFolder);
  if (command.kind === 'list') {
    for (const key of inWords(() => readKeyFile(file)))
      io.out(command.json ? JSON.stringify(shown(key)) : describe(key));
    return EXIT.yes;
  }
  await using log = openOwnLog(dataFolder, settings, io);
  const logged = (change: 'added' | 'revoked', { id, name }: StoredKey): Promise<unknown> =>
    log.appendEvent({
      kind: 'api-keys-changed',
      operator: userInfo().username,
      change,
      key: id,
      name,
    });
  if (command.kind === 'revoke') {
    // Before it is logged: a log that cannot be written must not keep a key alive.
    const revoked = inWords(() => dropApiKey(file, command.id));
    if (revoked === null) throw new BadInput('BAD_ARGUMENT', `keys: none is ${command.id}`);
    await logged('revoked', revoked);
    io.out(describe(revoked));
    return EXIT.yes;
  }
  const { key, kept } = newApiKey(command.name, new Date());
  await logged('added', kept);
  inWords(() => keepApiKey(file, kept));
  if (command.json) io.out(JSON.stringify({ ...shown(kept), key }));
  else showKey(key, kept.id, io);
  return EXIT.yes;
}

export function showKey(key: string, user: string, io: CliIo): void {
  io.out(`key ${key}`);
  io.out(`     shown this once; where a contract wants a user, it is ${user}`);
}

const shown = ({ id, name, createdAt }: StoredKey) => ({ id, name, createdAt });

const describe = ({ createdAt, name, id }: StoredKey): string => [createdAt, name, id].join('  ');

/** A file that is damaged, or being changed, as one line for whoever typed the command. */
function inWords<T>(ask: () => T): T {
  try {
    return ask();
  } catch (cause) {
    throw new BadInput('BAD_ARGUMENT', cause instanceof Error ? cause.message : String(cause));
  }
}
