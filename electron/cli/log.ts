// `gatelight log list`: what was decided. CLI process.

import { join } from 'node:path';
import { LogFault } from '#electron/decision-log/database.ts';
import { listDecisions, type LogEntry } from '#electron/decision-log/decision-log.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';

export interface LogListArguments {
  readonly limit: number;
  readonly json: boolean;
  readonly dataFolder: string;
}

/** Newest first. A log that is not there or cannot be read is bad input to this command, whatever it is to a kiosk. */
export function runLogList(args: LogListArguments, io: CliIo): ExitCode {
  const entries = read(args, io);
  if (entries === null) return EXIT.badInput;
  for (const entry of entries) io.out(args.json ? JSON.stringify(entry) : describe(entry));
  if (entries.length === 0) io.err('the log has no decisions yet');
  return EXIT.yes;
}

function read(args: LogListArguments, io: CliIo): readonly LogEntry[] | null {
  try {
    return listDecisions(join(args.dataFolder, 'decisions.sqlite'), args.limit);
  } catch (fault) {
    if (!(fault instanceof LogFault)) throw fault;
    io.err(fault.message);
    return null;
  }
}

function describe(entry: LogEntry): string {
  const score = entry.score === null ? '  –  ' : entry.score.toFixed(3);
  const passed = entry.passed.length === 0 ? '' : `, passed ${entry.passed.join(', ')}`;
  return [
    entry.at,
    entry.decision.padEnd(5),
    entry.outcome.padEnd(12),
    score,
    entry.host.padEnd(5),
    entry.policy.name.padEnd(10),
    `${entry.reasons.join(', ')}${passed}`,
    entry.id,
  ].join('  ');
}
