// The entry of the command line. Plain Node process.

import { EXIT } from './io.ts';
import { runCommandLine } from './program.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));
// A reader that went away (`| head`) is no failure of ours.
process.stdout.on('error', () => process.exit(EXIT.yes));

process.exitCode = await runCommandLine(
  process.argv,
  {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
  },
  interrupted.signal,
);
