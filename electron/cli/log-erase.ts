// `gatelight log erase`: deletes a person's name beside the decision log's chain, which stays whole. CLI process.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LogFault } from '#electron/decision-log/database.ts';
import { openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';

export interface LogEraseArguments {
  readonly name: string;
  readonly dataFolder: string;
}

/** Exit 0 when the name was deleted, 1 when it is nowhere, 2 when there is no log that could be written. */
export async function runLogErase(args: LogEraseArguments, io: CliIo): Promise<ExitCode> {
  const path = join(args.dataFolder, 'decisions.sqlite');
  // Opening one for writing would make one.
  if (!existsSync(path)) {
    io.err(`decision log ${path}: there is none`);
    return EXIT.badInput;
  }
  try {
    await using log = openDecisionLog(path, { print: io.err });
    const entries = await log.erase(args.name);
    io.err(entries === 0 ? 'this name is in no entry' : `deleted beside ${entries} entries`);
    return entries === 0 ? EXIT.no : EXIT.yes;
  } catch (fault) {
    if (!(fault instanceof LogFault)) throw fault;
    io.err(fault.message);
    return EXIT.badInput;
  }
}
