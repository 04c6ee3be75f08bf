// One file into one judgement: reads it, asks the models, lets core judge. Whoever has a file.

import { poseFromFivePoints, type Frame } from '#core/frame/index.ts';
import {
  chooseFrames,
  fileFusion,
  judge,
  judgeStill,
  type Judgement,
  type Judging,
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
  readReducedStill,
  readStill,
  sniffFile,
} from '#electron/media/index.ts';
import type { InferencePort } from '#electron/session/ports.ts';
import { clipCues, stillCues, type AnalysedFrame } from './file-cues.ts';

export interface JudgeOptions extends Judging {
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

/** A face so wide, in pixels, loses nothing by it that its picture was reduced: more than any model takes in. */
const ENOUGH_WIDTH = 200;

async function judgePicture(file: string, options: JudgeOptions): Promise<Judgement> {
  const { inference, signal } = options;
  const reduced = await readReducedStill(file, signal);
  let { frame } = reduced;
  let analysis = await inference.analyze(frame, STILL_PLAN, signal);
  const width = analysis.faces[0]?.box.width ?? Infinity;
  if (reduced.factor > 1 && width < ENOUGH_WIDTH) {
    frame = await readStill(file, signal);
    analysis = await inference.analyze(frame, STILL_PLAN, signal);
  }
  const look = lookAt(analysis);
  // What the gate refuses is not judged, and its cues need not be read.
  const cues = look.issue === null ? stillCues({ frame, analysis }) : undefined;
  return judgeStill(look, fileFusion('still', options), cues);
}

/** So many frames of a video are surveyed, however long it is, and so many of them are judged: more while it stays undecided. */
const SURVEYED_FRAMES = 64;
const JUDGED_FRAMES = [8, 16, 32] as const;
const MAX_FPS = 30;
const MIN_FPS = 0.1;
/** Videos are reduced to the size of a kiosk camera's pictures. */
const MAX_SIDE = 640;
const SURVEY_PLAN: AnalysisPlan = { landmarks: false, pad: false, embedding: false };
/** With the landmarks, which the plane cue compares. */
const JUDGE_PLAN: AnalysisPlan = { landmarks: true, pad: true, embedding: false };

/** First the part of the video that shows a face is looked for, then frames of that part are scored. */
async function judgeVideo(file: string, options: JudgeOptions): Promise<Judgement> {
  const policy = fileFusion('clip', options);
  const surveyed = await survey(file, options);
  const looks = surveyed.map(({ look }) => look);
  const frames = surveyed.map(({ frame }) => frame);
  let judgement: Judgement | null = null;
  const analysed = new Map<number, AnalysedFrame>();
  for (const count of JUDGED_FRAMES) {
    const chosen = chooseFrames(looks, count, policy);
    if ('outcome' in chosen) return chosen;
    // Clear, or all there is has been asked.
    const isSame = chosen.every((i) => analysed.has(i));
    if (judgement !== null && (judgement.outcome !== 'non-response' || isSame)) break;
    for (const i of chosen) {
      const frame = surveyed[i]?.frame;
      if (frame !== undefined && !analysed.has(i)) {
        analysed.set(i, { frame, analysis: await analyse(frame, JUDGE_PLAN, options) });
      }
    }
    const voting = chosen.flatMap((i) => analysed.get(i) ?? []);
    judgement = judge(
      voting.map(({ analysis }) => lookAt(analysis)),
      policy,
      clipCues(voting, frames),
    );
  }
  return judgement ?? judge([], policy);
}

/** A frame and what the detector and the gate say of it. */
interface Surveyed {
  readonly frame: Frame;
  readonly look: Look;
}

/**
 * The frames stay in memory (1.6 MB each at most): to decode a clip of 20 s again costs as much as to score all that vote. No
 * frame is read twice, as a rate above the video's own would do.
 */
async function survey(file: string, options: JudgeOptions): Promise<readonly Surveyed[]> {
  const { signal } = options;
  const { durationMs, fps: ownFps } = await probeVideo(file, signal);
  const spread = (1000 * SURVEYED_FRAMES) / (durationMs ?? 1);
  const fps = Math.max(MIN_FPS, Math.min(MAX_FPS, ownFps ?? MAX_FPS, spread));
  let surveyed: readonly Surveyed[] = [];
  let index = 0;
  let step = 1;
  for await (const frame of openVideo(file, { fps, maxSide: MAX_SIDE, signal })) {
    if (index % step === 0) {
      surveyed = [...surveyed, { frame, look: lookAt(await analyse(frame, SURVEY_PLAN, options)) }];
    }
    // Longer than its container says, or it does not say: every second frame is enough from here on.
    if (surveyed.length === 2 * SURVEYED_FRAMES) {
      surveyed = surveyed.filter((_, i) => i % 2 === 0);
      step *= 2;
    }
    index += 1;
  }
  return surveyed;
}

const analyse = (
  frame: Frame,
  plan: AnalysisPlan,
  { inference, signal }: JudgeOptions,
): Promise<FrameAnalysis> => inference.analyze(frame, plan, signal);

/**
 * Pose is read from the detector's five points, not from the mesh: of the samples that must be judged the most turned reads 26° by
 * five points and half a profile 40°, while by the mesh they lie 2° apart.
 */
function lookAt(analysis: FrameAnalysis): ScoredLook {
  const face = analysis.faces[0];
  const pose = face === undefined ? null : poseFromFivePoints(face.points);
  const capture = assessCapture({ ...observe(analysis), pose }, stillCapturePolicy);
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
