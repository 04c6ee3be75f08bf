// `gatelight log export`: entries as CSV or JSON lines, one after the other, however many there are. CLI process.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvHeader, csvLine } from '#electron/decision-log/csv.ts';
import { LogFault } from '#electron/decision-log/database.ts';
import { readLog } from '#electron/decision-log/decision-log.ts';
import type { EntryQuery, EventEntry, LogEntry } from '#electron/decision-log/entries.ts';
import { createProgress, type Progress } from '#electron/evaluation/progress.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';

export interface LogExportArguments {
  readonly query: EntryQuery;
  readonly format: 'csv' | 'jsonl';
  /** Null is standard output. */
  readonly out: string | null;
  readonly dataFolder: string;
  readonly terminal: NodeJS.WritableStream | null;
}

/** Oldest first. Exit 2 when the log cannot be read or the file cannot be written. */
export async function runLogExport(
  args: LogExportArguments,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  try {
    using log = readLog(join(args.dataFolder, 'decisions.sqlite'));
    const query = { ...args.query, newestFirst: false };
    const count = log.count(query);
    using progress = createProgress(args.terminal, count);
    const text = Readable.from(chunksOf(log.entries(query), args.format, progress));
    if (args.out === null) await print(text, process.stdout);
    else await pipeline(text, await created(args.out), { signal });
    if (args.out !== null) io.err(`${count} entries in ${args.out}`);
    return EXIT.yes;
  } catch (fault) {
    if (!(fault instanceof LogFault) && !isSystemError(fault)) throw fault;
    io.err(fault.message);
    return EXIT.badInput;
  }
}

/** Written together: a line at a time would cost more than reading it. */
const LINES = 500;

function* chunksOf(
  entries: Iterable<LogEntry | EventEntry>,
  format: 'csv' | 'jsonl',
  progress: Progress,
): Generator<string> {
  let chunk = format === 'csv' ? csvHeader() : '';
  let lines = 0;
  for (const entry of entries) {
    chunk += format === 'csv' ? csvLine(entry) : `${JSON.stringify(entry)}\n`;
    lines += 1;
    if (lines < LINES) continue;
    yield chunk;
    progress.advance(false, lines);
    chunk = '';
    lines = 0;
  }
  yield chunk;
  progress.advance(false, lines);
}

/** Standard output is not ours to end. */
const print = (text: Readable, out: Writable): Promise<void> => pipeline(text, out, { end: false });

/** For its owner only: it says who came and when. Throws the file system's error. */
async function created(file: string): Promise<Writable> {
  const stream = createWriteStream(file, { mode: 0o600 });
  await once(stream, 'open');
  return stream;
}

const isSystemError = (fault: unknown): fault is NodeJS.ErrnoException =>
  fault instanceof Error && 'syscall' in fault;
