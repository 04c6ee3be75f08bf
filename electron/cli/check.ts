// `gatelight check FILE…`: one verdict a still or video. The models run in this process: no camera has to be kept up with. CLI.

import { createInProcessInference } from '#electron/inference/in-process.ts';
import {
  isStill,
  MediaFault,
  openVideo,
  probeVideo,
  readStill,
  sniffFile,
} from '#electron/media/index.ts';
import type { InferencePort } from '#electron/session/ports.ts';
import {
  judgeStill,
  judgeVideo,
  lookAt,
  type FrameLook,
  type Judgement,
} from './check-judgement.ts';
import { checkJson, checkLine, checkSummary, type CheckResult } from './check-report.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';

export interface CheckArguments {
  readonly files: readonly string[];
  /** Bona fide at and above this score, in [0, 1]. */
  readonly threshold: number;
  readonly json: boolean;
}

/** Judges every file, also after a bad one. Throws `ModelsUnavailable` before the first when a model is missing or altered. */
export async function runCheck(
  { files, threshold, json }: CheckArguments,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  await using inference = createInProcessInference({ detectorSide: 640 });
  await inference.ready(signal);
  const width = Math.max(...files.map((file) => file.length));
  const results: CheckResult[] = [];
  for (const file of files) {
    const result = await checkFile(file, threshold, inference, signal);
    results.push(result);
    io.out(json ? checkJson(result) : checkLine(result, width));
  }
  if (!json && results.length > 1) io.out(checkSummary(results));
  return exitCodeOf(results);
}

async function checkFile(
  file: string,
  threshold: number,
  inference: InferencePort,
  signal: AbortSignal,
): Promise<CheckResult> {
  const startedAt = performance.now();
  try {
    const kind = await sniffFile(file);
    if (kind === 'unknown') {
      throw new MediaFault(
        'UNSUPPORTED_MEDIA',
        `${file}: neither a picture nor a video that is known`,
      );
    }
    const judgement = isStill(kind)
      ? judgeStill(await lookAtStill(file, inference, signal), threshold)
      : judgeVideo(await lookAtVideo(file, inference, signal), threshold);
    return { kind: 'judged', file, elapsedMs: performance.now() - startedAt, judgement };
  } catch (fault) {
    if (!(fault instanceof MediaFault)) throw fault;
    return { kind: 'bad', file, code: fault.code, message: fault.message };
  }
}

async function lookAtStill(
  file: string,
  inference: InferencePort,
  signal: AbortSignal,
): Promise<FrameLook> {
  const plan = { landmarks: true, pad: true, embedding: false };
  return lookAt(await inference.analyze(await readStill(file, signal), plan, signal));
}

/** So many frames of a video are looked at, however long it is. */
const VIDEO_FRAMES = 120;
const MAX_FPS = 10;
const MIN_FPS = 0.1;
/** Videos are reduced to the size of a kiosk camera's pictures. */
const MAX_SIDE = 640;

async function lookAtVideo(
  file: string,
  inference: InferencePort,
  signal: AbortSignal,
): Promise<readonly FrameLook[]> {
  const { durationMs } = await probeVideo(file, signal);
  const fps = Math.min(MAX_FPS, Math.max(MIN_FPS, (1000 * VIDEO_FRAMES) / (durationMs ?? 1)));
  const plan = { landmarks: false, pad: true, embedding: false };
  const looks: FrameLook[] = [];
  for await (const frame of openVideo(file, { fps, maxSide: MAX_SIDE, signal })) {
    looks.push(lookAt(await inference.analyze(frame, plan, signal)));
  }
  return looks;
}

/** Bad input outranks a verdict: a script must not take half an answer for a whole one. */
function exitCodeOf(results: readonly CheckResult[]): ExitCode {
  if (results.some((result) => result.kind === 'bad')) return EXIT.badInput;
  const isBonaFide = ({ outcome }: Judgement) => outcome === 'bona-fide';
  return results.every((result) => result.kind === 'judged' && isBonaFide(result.judgement))
    ? EXIT.yes
    : EXIT.no;
}
