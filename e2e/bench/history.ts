// The history of the benchmark: one line a recorded run, beside the commit that it measured. Names no machine. Node.

import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'docs/bench');

/** `date` is the day of the run, such as 2026-01-31. */
export function recordRun(date: string, report: object): void {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date)) throw new Error(`--record needs a date, not "${date}"`);
  const git = (...question: readonly string[]) =>
    execFileSync('git', question, { cwd: ROOT, encoding: 'utf8' }).trim();
  const commit = git('rev-parse', '--short=12', 'HEAD');
  // Figures of code that no commit holds are marked: nobody can measure them again.
  const isClean = git('status', '--porcelain', '--', 'core', 'electron', 'e2e/bench') === '';
  mkdirSync(FOLDER, { recursive: true });
  const line = JSON.stringify({ date, commit, isClean, ...report });
  appendFileSync(join(FOLDER, 'history.jsonl'), `${line}\n`);
}
