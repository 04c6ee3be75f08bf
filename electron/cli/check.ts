// `gatelight check FILE…`: one verdict a still or video. The models run in this process: no camera has to be kept up with. CLI.

import { createInProcessInference } from '#electron/inference/in-process.ts';
import { MediaFault } from '#electron/media/index.ts';
import type { Judgement, Judging } from '#core/fusion/index.ts';
import { calibratedPoints } from './calibrated-points.ts';
import { checkJson, checkLine, checkSummary, type CheckResult } from './check-report.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { judgeFile } from '#electron/judging/judge-file.ts';
import type { JudgeOptions } from '#electron/judging/look.ts';

export interface CheckArguments extends Omit<Judging, 'calibrated'> {
  readonly files: readonly string[];
  readonly json: boolean;
  /** Where the calibration lies that takes the threshold's place; null or left out for none. */
  readonly calibration?: string | null;
}

/** Judges every file, also after a bad one. Throws `ModelsUnavailable` before the first when a model is missing or altered. */
export async function runCheck(
  { files, json, calibration = null, threshold, strict }: CheckArguments,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  await using inference = createInProcessInference({ detectorSide: 640 });
  const models = await inference.ready(signal);
  const calibrated = calibration === null ? null : await calibratedPoints(calibration, models);
  const judging: Judging = { threshold, strict, calibrated };
  const width = Math.max(...files.map((file) => file.length));
  const results: CheckResult[] = [];
  for (const file of files) {
    const result = await checkFile(file, { ...judging, inference, signal });
    results.push(result);
    io.out(json ? checkJson(result) : checkLine(result, width));
  }
  if (!json && results.length > 1) io.out(checkSummary(results));
  return exitCodeOf(results);
}

async function checkFile(file: string, options: JudgeOptions): Promise<CheckResult> {
  const startedAt = performance.now();
  try {
    const judgement = await judgeFile(file, options);
    return { kind: 'judged', file, elapsedMs: performance.now() - startedAt, judgement };
  } catch (fault) {
    if (!(fault instanceof MediaFault)) throw fault;
    return { kind: 'bad', file, code: fault.code, message: fault.message };
  }
}

/** Bad input outranks a verdict: a script must not take half an answer for a whole one. */
function exitCodeOf(results: readonly CheckResult[]): ExitCode {
  if (results.some((result) => result.kind === 'bad')) return EXIT.badInput;
  const isBonaFide = ({ outcome }: Judgement) => outcome === 'bona-fide';
  return results.every((result) => result.kind === 'judged' && isBonaFide(result.judgement))
    ? EXIT.yes
    : EXIT.no;
}
