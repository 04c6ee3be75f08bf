// One picture, or a burst of them, into one judgement. Judging process, CLI.

import { chooseFrames, fileFusion, judge, judgeStill, type Judgement } from '#core/fusion/index.ts';
import { poseFromFivePoints, type Frame } from '#core/frame/index.ts';
import type { EnrolmentFrame } from '#core/identity/index.ts';
import type { AnalysisPlan, FrameAnalysis } from '#core/session/index.ts';
import type { ReducedStill } from '#electron/media/index.ts';
import { clipCues, stillCues, type AnalysedFrame } from './file-cues.ts';
import { analyse, CLIP_PLAN, lookAt, type JudgeOptions } from './look.ts';

/** A picture on disk or in memory, read small at first and whole where its face is small. Both throw `MediaFault`. */
export interface Picture<Source> {
  readonly source: Source;
  readonly reduced: (source: Source, signal: AbortSignal) => Promise<ReducedStill>;
  readonly whole: (source: Source, signal: AbortSignal) => Promise<Frame>;
}

export interface JudgedPicture {
  readonly judgement: Judgement;
  /** What of the largest face could be enrolled; null where nobody asked or the gate refused the picture. */
  readonly face: EnrolmentFrame | null;
}

const STILL_PLAN: AnalysisPlan = { landmarks: true, pad: true, embedding: false };

/** A face so wide, in pixels, loses nothing by it that its picture was reduced: more than any model takes in. */
const ENOUGH_WIDTH = 200;

export async function judgePicture<Source>(
  { source, reduced: readReduced, whole }: Picture<Source>,
  options: JudgeOptions,
  wantsFace = false,
): Promise<JudgedPicture> {
  const { signal } = options;
  const plan = { ...STILL_PLAN, embedding: wantsFace };
  const reduced = await readReduced(source, signal);
  let { frame } = reduced;
  let analysis = await analyse(frame, plan, options);
  const width = analysis.faces[0]?.box.width ?? Infinity;
  if (reduced.factor > 1 && width < ENOUGH_WIDTH) {
    frame = await whole(source, signal);
    analysis = await analyse(frame, plan, options);
  }
  const look = lookAt(analysis);
  // What the gate refuses is not judged, and its cues need not be read.
  const isJudged = look.issue === null;
  const cues = isJudged ? stillCues({ frame, analysis }) : undefined;
  return {
    judgement: judgeStill(look, fileFusion('still', options), cues),
    face: isJudged ? enrolmentFrame(analysis) : null,
  };
}

function enrolmentFrame({ faces, embedding, light }: FrameAnalysis): EnrolmentFrame | null {
  const [face] = faces;
  if (face === undefined || embedding.kind !== 'embedded' || light === null) return null;
  const { rightEye, leftEye } = face.points;
  return {
    template: embedding.values,
    eyeDistance: Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y),
    sharpness: light.sharpness,
    pose: poseFromFivePoints(face.points),
  };
}

/** Pictures of one person in the order in which they were taken. Whoever made them chose them: none is left out but what the gate refuses. */
export async function judgeBurst(
  frames: readonly Frame[],
  options: JudgeOptions,
): Promise<Judgement> {
  const policy = fileFusion('clip', options);
  const analysed: AnalysedFrame[] = [];
  for (const frame of frames) {
    analysed.push({ frame, analysis: await analyse(frame, CLIP_PLAN, options) });
  }
  const looks = analysed.map(({ analysis }) => lookAt(analysis));
  const chosen = chooseFrames(looks, frames.length, policy);
  if ('outcome' in chosen) return chosen;
  const voting = chosen.flatMap((i) => analysed[i] ?? []);
  return judge(
    voting.map(({ analysis }) => lookAt(analysis)),
    policy,
    clipCues(voting, frames),
  );
}
