// What the desk asks of the decision log, each in one go: they may take seconds, so a thread of their own does them. Worker thread.

import { mkdirSync, openSync, closeSync, statSync, writeSync, fsyncSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedEntry, OperatorAnswers } from '#core/protocol/index.ts';
import { csvHeader, csvLine } from '#electron/decision-log/csv.ts';
import { readLog } from '#electron/decision-log/decision-log.ts';
import type { EntryQuery } from '#electron/decision-log/entries.ts';
import { ownKeyId } from '#electron/decision-log/key-store.ts';
import { listNamed } from '#electron/decision-log/named-entries.ts';
import { readMirror } from '#electron/decision-log/read-mirror.ts';
import { tallyDecisions, type TallyBucket, type TallySpan } from '#electron/decision-log/tally.ts';
import { verifyLog } from '#electron/decision-log/verify.ts';

export type LogJob =
  | { readonly job: 'page'; readonly query: EntryQuery }
  | { readonly job: 'tally'; readonly span: TallySpan }
  | { readonly job: 'verify'; readonly mirror: string | null }
  | {
      readonly job: 'export';
      readonly query: EntryQuery;
      readonly format: 'csv' | 'jsonl';
      /** The name of the file, without its ending. */
      readonly name: string;
    };

export interface LogResults {
  readonly page: NamedEntry[];
  readonly tally: readonly TallyBucket[];
  readonly verify: OperatorAnswers['decisions:verify'];
  readonly export: OperatorAnswers['decisions:export'];
}

export type LogResult = LogResults[keyof LogResults];

/** Throws `LogFault`, or the file system's error. */
export function runLogJob(data: string, job: LogJob): LogResult {
  const path = join(data, 'decisions.sqlite');
  switch (job.job) {
    case 'page':
      return listNamed(path, job.query);
    case 'tally':
      return tallyDecisions(path, job.span);
    case 'verify':
      return verify(data, path, job.mirror);
    case 'export':
      return exportEntries(data, path, job);
  }
}

function verify(data: string, path: string, mirrorFile: string | null): LogResults['verify'] {
  const startedAt = performance.now();
  const mirror = mirrorFile === null ? [] : readMirror(mirrorFile);
  const lines = typeof mirror === 'string' ? [] : mirror;
  const said = verifyLog(path, { mirror: lines, keyId: ownKeyId(data), everySignature: false });
  return {
    entries: said.entries,
    checkpoints: said.checkpoints,
    pruned: said.pruned,
    tampering: said.tampering,
    // A mirror that cannot be read is no proof of anything, and no secret either.
    notices: [...said.notices, ...(typeof mirror === 'string' ? [mirror] : [])],
    elapsedMs: Math.round(performance.now() - startedAt),
  };
}

/** Written together: a line at a time would cost more than reading it. */
const LINES = 500;

function exportEntries(
  data: string,
  path: string,
  { query, format, name }: Extract<LogJob, { readonly job: 'export' }>,
): LogResults['export'] {
  const folder = join(data, 'exports');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = join(folder, `${name}.${format}`);
  using log = readLog(path);
  // For its owner only: it says who came and when.
  const file = openSync(target, 'wx', 0o600);
  let entries = 0;
  try {
    let chunk = format === 'csv' ? csvHeader() : '';
    for (const entry of log.entries({ ...query, newestFirst: false })) {
      chunk += format === 'csv' ? csvLine(entry) : `${JSON.stringify(entry)}\n`;
      entries += 1;
      if (entries % LINES !== 0) continue;
      writeSync(file, chunk);
      chunk = '';
    }
    writeSync(file, chunk);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return { path: target, bytes: statSync(target).size, entries };
}
