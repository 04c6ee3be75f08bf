// One file into one judgement: reads it, asks the models, lets core judge. Command line, and whoever else has a file.

import { poseFromFivePoints, type Frame } from '#core/frame/index.ts';
import {
  chooseFrames,
  clipFusion,
  judge,
  judgeStill,
  stillFusion,
  type Judgement,
  type Look,
  type ScoredLook,
} from '#core/fusion/index.ts';
import { assessCapture, kioskCapturePolicy, stillCapturePolicy } from '#core/quality/index.ts';
import { observe, type AnalysisPlan, type FrameAnalysis } from '#core/session/index.ts';
import {
  isStill,
  MediaFault,
  openVideo,
  probeVideo,
  readStill,
  sniffFile,
} from '#electron/media/index.ts';
import type { InferencePort } from '#electron/session/ports.ts';

export interface JudgeOptions {
  /** Bona fide at and above this score, in [0, 1]. */
  readonly threshold: number;
  /** Both models must agree before anything is bona fide. */
  readonly strict: boolean;
  readonly inference: InferencePort;
  readonly signal: AbortSignal;
}

/** Judges a still or a video. Throws `MediaFault` for what is neither, or is damaged. */
export async function judgeFile(file: string, options: JudgeOptions): Promise<Judgement> {
  const kind = await sniffFile(file);
  if (kind === 'unknown') {
    throw new MediaFault(
      'UNSUPPORTED_MEDIA',
      `${file}: neither a picture nor a video that is known`,
    );
  }
  return isStill(kind) ? judgePicture(file, options) : judgeVideo(file, options);
}

const STILL_PLAN: AnalysisPlan = { landmarks: true, pad: true, embedding: false };

async function judgePicture(file: string, options: JudgeOptions): Promise<Judgement> {
  const { inference, signal, threshold, strict } = options;
  const frame = await readStill(file, signal);
  const look = lookAt(await inference.analyze(frame, STILL_PLAN, signal));
  return judgeStill(look, stillFusion(threshold, strict));
}

/** So many frames of a video are surveyed, however long it is, and so many of them are judged: more while it stays undecided. */
const SURVEYED_FRAMES = 64;
const JUDGED_FRAMES = [8, 16, 32] as const;
const MAX_FPS = 30;
const MIN_FPS = 0.1;
/** Videos are reduced to the size of a kiosk camera's pictures. */
const MAX_SIDE = 640;
const SURVEY_PLAN: AnalysisPlan = { landmarks: false, pad: false, embedding: false };
const JUDGE_PLAN: AnalysisPlan = { landmarks: false, pad: true, embedding: false };

/** The video is decoded twice: once to find the part that shows a face, once to judge frames of that part. */
async function judgeVideo(file: string, options: JudgeOptions): Promise<Judgement> {
  const { threshold, strict, signal } = options;
  const { durationMs } = await probeVideo(file, signal);
  const fps = Math.min(MAX_FPS, Math.max(MIN_FPS, (1000 * SURVEYED_FRAMES) / (durationMs ?? 1)));
  const policy = clipFusion(threshold, strict);
  const surveyed: Look[] = [];
  for await (const look of looksOf(file, fps, SURVEY_PLAN, () => true, options)) {
    surveyed.push(look);
  }
  let judgement: Judgement | null = null;
  let judged = 0;
  for (const count of JUDGED_FRAMES) {
    const chosen = chooseFrames(surveyed, count, policy);
    if ('outcome' in chosen) return chosen;
    // Clear, or all there is has been asked.
    if (judgement !== null && (judgement.outcome !== 'non-response' || chosen.length === judged)) {
      break;
    }
    judged = chosen.length;
    judgement = judge(await scoredLooks(file, fps, chosen, options), policy);
  }
  return judgement ?? judge([], policy);
}

async function scoredLooks(
  file: string,
  fps: number,
  chosen: readonly number[],
  options: JudgeOptions,
): Promise<readonly ScoredLook[]> {
  const looks: ScoredLook[] = [];
  const wanted = new Set(chosen);
  for await (const look of looksOf(file, fps, JUDGE_PLAN, (i) => wanted.has(i), options)) {
    looks.push(look);
    if (looks.length === wanted.size) break;
  }
  return looks;
}

async function* looksOf(
  file: string,
  fps: number,
  plan: AnalysisPlan,
  isWanted: (index: number) => boolean,
  { inference, signal }: JudgeOptions,
): AsyncGenerator<ScoredLook> {
  let index = 0;
  for await (const frame of frames(file, fps, signal)) {
    if (isWanted(index)) yield lookAt(await inference.analyze(frame, plan, signal));
    index += 1;
  }
}

const frames = (file: string, fps: number, signal: AbortSignal): AsyncIterable<Frame> =>
  openVideo(file, { fps, maxSide: MAX_SIDE, signal });

/**
 * Pose is read from the detector's five points, not from the mesh: of the samples that must be judged the most turned reads 26° by
 * five points and half a profile 40°, while by the mesh they lie 2° apart.
 */
function lookAt(analysis: FrameAnalysis): ScoredLook {
  const face = analysis.faces[0];
  const pose = face === undefined ? null : poseFromFivePoints(face.points);
  const capture = assessCapture({ ...observe(analysis, null), pose }, stillCapturePolicy);
  const { maxYawDegrees, maxPitchDegrees } = kioskCapturePolicy;
  return {
    faces: analysis.faces.length,
    issue: capture.kind === 'issue' ? capture.issue : null,
    isNearFrontal:
      pose !== null &&
      Math.abs(pose.yaw) <= maxYawDegrees &&
      Math.abs(pose.pitch) <= maxPitchDegrees,
    pad: analysis.pad,
  };
}
