// `gatelight log list`: what was decided. CLI process.

import { join } from 'node:path';
import { LogFault } from '#electron/decision-log/database.ts';
import { listEntries } from '#electron/decision-log/decision-log.ts';
import type { EntryQuery, EventEntry, LogEntry } from '#electron/decision-log/entries.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';

export interface LogListArguments {
  readonly query: EntryQuery;
  readonly json: boolean;
  readonly dataFolder: string;
}

/** Newest first. A log that is not there or cannot be read is bad input to this command, whatever it is to a kiosk. */
export function runLogList({ query, json, dataFolder }: LogListArguments, io: CliIo): ExitCode {
  const entries = read(join(dataFolder, 'decisions.sqlite'), query, io);
  if (entries === null) return EXIT.badInput;
  for (const entry of entries) io.out(json ? JSON.stringify(entry) : describe(entry));
  const last = entries.at(-1);
  if (last === undefined) io.err('the log has no such entries');
  if (last !== undefined && entries.length === query.limit && last.sequence > 1) {
    io.err(`older ones: --before ${last.sequence}`);
  }
  return EXIT.yes;
}

function read(
  path: string,
  query: EntryQuery,
  io: CliIo,
): readonly (LogEntry | EventEntry)[] | null {
  try {
    return listEntries(path, query);
  } catch (fault) {
    if (!(fault instanceof LogFault)) throw fault;
    io.err(fault.message);
    return null;
  }
}

function describe(entry: LogEntry | EventEntry): string {
  if (entry.kind === 'event') {
    return [entry.at, 'event', entry.event, JSON.stringify(entry.detail), entry.id].join('  ');
  }
  const score = entry.score === null ? '  –  ' : entry.score.toFixed(3);
  const passed = entry.passed.length === 0 ? '' : `, passed ${entry.passed.join(', ')}`;
  return [
    entry.at,
    entry.decision.padEnd(5),
    entry.outcome.padEnd(12),
    score,
    entry.host.padEnd(5),
    entry.policy.name.padEnd(10),
    `${entry.reasons.join(', ')}${passed}${entry.medicalMask ? ', medical mask' : ''}${entry.extendedTime ? ', more time' : ''}`,
    entry.id,
  ].join('  ');
}
