// `gatelight evaluate DIR`: judges a folder of presentations and reports the error rates of ISO/IEC 30107-3. CLI process.

import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Judging } from '#core/fusion/index.ts';
import { describeEngine } from '#electron/evaluation/engine.ts';
import { evaluate, type JudgedFile } from '#electron/evaluation/evaluation.ts';
import { openJournal, type Journal } from '#electron/evaluation/journal.ts';
import { findMaterial, type MaterialFile } from '#electron/evaluation/material.ts';
import { createProgress } from '#electron/evaluation/progress.ts';
import { reportJson, reportLines, type BadFile, type Report } from '#electron/evaluation/report.ts';
import type { FileVerdict } from '#electron/evaluation/verdict.ts';
import { BadInput } from './bad-input.ts';
import { calibratedPoints } from './calibrated-points.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { openJudgePool, type JudgePool } from '#electron/judging/judge-pool.ts';
import type { JudgeAnswer } from '#electron/judging/judge-process.ts';

export interface EvaluateArguments extends Omit<Judging, 'calibrated'> {
  readonly folder: string;
  /** Where the report and the verdicts go. */
  readonly out: string;
  readonly json: boolean;
  /** Where the calibration lies that takes the threshold's place; null or left out for none. */
  readonly calibration?: string | null;
  /** Judging processes side by side. */
  readonly jobs: number;
  /** Whether the report shows the worst errors. */
  readonly pictures: boolean;
  /** Where a bar is drawn; null where nobody watches. */
  readonly terminal: NodeJS.WritableStream | null;
}

/** Where a report goes unless it is told: one place a folder, so that a second run finds what the first one left. */
export const defaultOut = (folder: string): string =>
  join('dist', 'evaluate', basename(resolve(folder)));

/** Throws `BadInput` for a folder without the layout or without anything that can be judged, `ModelsUnavailable` before the first file. */
export async function runEvaluate(
  args: EvaluateArguments,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  const startedAt = performance.now();
  const { folder, out } = args;
  const material = await findMaterial(folder);
  if (material.kind === 'unusable') throw new BadInput('BAD_ARGUMENT', material.line);
  if (material.ignored.length > 0) {
    io.err(`left alone, not part of the layout: ${material.ignored.join(', ')}`);
  }
  using pool = await openJudgePool(Math.min(args.jobs, material.files.length));
  const { threshold, strict, calibration = null } = args;
  const calibrated = calibration === null ? null : await calibratedPoints(calibration, pool.models);
  const judging: Judging = { threshold, strict, calibrated };
  const engine = describeEngine(pool.models, judging);
  using journal = openJournal(join(out, 'verdicts.jsonl'), engine.sha256);
  const verdicts = new Map(
    material.files.flatMap((file) => {
      const known = journal.recall(file);
      return known === null ? [] : [[file, known] as const];
    }),
  );
  const recalled = verdicts.size;
  if (recalled > 0) io.err(`${recalled} of ${material.files.length} were judged before`);
  try {
    await judgeRest(material.files, verdicts, { args, judging, pool, journal, signal });
  } catch (cause) {
    if (!signal.aborted) throw cause;
    io.err(`stopped after ${verdicts.size} of ${material.files.length}; run it again to go on`);
    return EXIT.no;
  }

  const { judged, bad } = split(material.files, verdicts);
  for (const { file, message } of bad) io.err(`${file}: ${message}`);
  if (judged.length === 0) throw new BadInput('BAD_ARGUMENT', `${folder}: nothing could be judged`);
  const report: Report = {
    version: 1,
    at: new Date().toISOString(),
    material: { folder: basename(resolve(folder)), judged: judged.length, recalled, bad },
    judging,
    engine,
    ...evaluate(judged, judging),
    elapsedMs: performance.now() - startedAt,
  };
  await writeReport(report, judged, args, signal);
  if (args.json) io.out(reportJson(report));
  else for (const line of reportLines(report)) io.out(line);
  io.err(`report: ${join(out, 'report.html')}`);
  return EXIT.yes;
}

interface Run {
  readonly args: EvaluateArguments;
  readonly judging: Judging;
  readonly pool: JudgePool;
  readonly journal: Journal;
  readonly signal: AbortSignal;
}

/** Every verdict is on the disk before the next file is begun. */
async function judgeRest(
  files: readonly MaterialFile[],
  verdicts: Map<MaterialFile, FileVerdict>,
  { args: { terminal }, judging, pool, journal, signal }: Run,
): Promise<void> {
  const items = files.filter((file) => !verdicts.has(file));
  using progress = createProgress(terminal, items.length);
  await pool.judgeAll(
    {
      items,
      taskOf: ({ path }) => ({
        task: 'check',
        path,
        ...judging,
        calibrated: judging.calibrated ?? null,
      }),
      onAnswer(file, answer) {
        const verdict = verdictOf(file, answer);
        journal.append(file, verdict);
        verdicts.set(file, verdict);
        progress.advance(verdict.kind === 'bad');
      },
    },
    signal,
  );
}

function verdictOf({ path }: MaterialFile, answer: JudgeAnswer): FileVerdict {
  switch (answer.kind) {
    case 'checked':
      return answer.verdict;
    case 'died':
      return {
        kind: 'bad',
        code: 'JUDGE_DIED',
        message: `${path}: the process that judged it died (${answer.why})`,
      };
    default:
      throw new Error(`not a verdict: ${answer.kind}`);
  }
}

function split(
  files: readonly MaterialFile[],
  verdicts: ReadonlyMap<MaterialFile, FileVerdict>,
): { readonly judged: readonly JudgedFile[]; readonly bad: readonly BadFile[] } {
  const judged: JudgedFile[] = [];
  const bad: BadFile[] = [];
  for (const material of files) {
    const { file, path, presented } = material;
    const verdict = verdicts.get(material);
    if (verdict?.kind === 'judged') judged.push({ file, presented, verdict });
    if (verdict?.kind === 'bad') {
      // A report may travel; where the material lay on this machine is nobody's business.
      bad.push({ file, code: verdict.code, message: verdict.message.replace(`${path}: `, '') });
    }
  }
  return { judged, bad };
}

/** Loaded when it is needed: the charts are the largest part of the command. */
async function writeReport(
  report: Report,
  judged: readonly JudgedFile[],
  { folder, out, pictures }: EvaluateArguments,
  signal: AbortSignal,
): Promise<void> {
  const { reportPage } = await import('#electron/evaluation/report-page.ts');
  const { worstPictures } = await import('./evaluate-pictures.ts');
  const shown = pictures ? await worstPictures(folder, judged, signal) : [];
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(out, 'report.html'), reportPage(report, shown));
}
