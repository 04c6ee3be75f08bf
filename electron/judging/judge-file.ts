// One file into one judgement: reads it, asks the models, lets core judge. Whoever has a file.

import type { Frame } from '#core/frame/index.ts';
import { chooseFrames, fileFusion, judge, type Judgement, type Look } from '#core/fusion/index.ts';
import type { AnalysisPlan } from '#core/session/index.ts';
import {
  isStill,
  MediaFault,
  openVideo,
  probeVideo,
  readReducedStill,
  readStill,
  sniffFile,
} from '#electron/media/index.ts';
import { clipCues, type AnalysedFrame } from './file-cues.ts';
import { judgePicture } from './judge-picture.ts';
import { analyse, CLIP_PLAN, lookAt, type JudgeOptions } from './look.ts';

/** Judges a still or a video. Throws `MediaFault` for what is neither, or is damaged. */
export async function judgeFile(file: string, options: JudgeOptions): Promise<Judgement> {
  const kind = await sniffFile(file);
  if (kind === 'unknown') {
    throw new MediaFault(
      'UNSUPPORTED_MEDIA',
      `${file}: neither a picture nor a video that is known`,
    );
  }
  if (!isStill(kind)) return judgeVideo(file, options);
  const picture = { reduced: readReducedStill, whole: readStill, source: file };
  return (await judgePicture(picture, options)).judgement;
}

/** So many frames of a video are surveyed, however long it is, and so many of them are judged: more while it stays undecided. */
const SURVEYED_FRAMES = 64;
const JUDGED_FRAMES = [8, 16, 32] as const;
const MAX_FPS = 30;
const MIN_FPS = 0.1;
/** Videos are reduced to the size of a kiosk camera's pictures. */
const MAX_SIDE = 640;
const SURVEY_PLAN: AnalysisPlan = { landmarks: false, pad: false, embedding: false };

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
        analysed.set(i, { frame, analysis: await analyse(frame, CLIP_PLAN, options) });
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
