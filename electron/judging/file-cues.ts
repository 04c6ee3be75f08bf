// What the cues read of a file: a still as it is, a clip in the frames that vote and in how they follow each other. Judging process, CLI.

import type { Frame } from '#core/frame/index.ts';
import {
  createNoveltyMeter,
  createStillCues,
  cuePolicy,
  faceOutline,
  readClipCues,
  readEnclosingFrame,
} from '#core/pad/index.ts';
import type { Cues } from '#core/fusion/index.ts';
import type { FrameAnalysis } from '#core/session/index.ts';

/** A frame and what inference says of it. */
export interface AnalysedFrame {
  readonly frame: Frame;
  readonly analysis: FrameAnalysis;
}

export function stillCues({ frame, analysis }: AnalysedFrame): Cues {
  const [face] = analysis.faces;
  const readings = face === undefined ? [] : createStillCues()(frame, face.box);
  return { readings, policy: cuePolicy };
}

/** `voting` are frames that may vote; `all` are the frames of the whole clip in order, for what repeats in it. */
export function clipCues(voting: readonly AnalysedFrame[], all: readonly Frame[]): Cues {
  const noveltyOf = createNoveltyMeter();
  const readings = readClipCues({
    enclosures: voting.flatMap(({ frame, analysis: { faces } }) =>
      faces[0] === undefined ? [] : [readEnclosingFrame(frame, faces[0].box)],
    ),
    outlines: voting.flatMap(({ analysis: { landmarks } }) =>
      landmarks.kind === 'landmarks' ? [faceOutline(landmarks)] : [],
    ),
    novelties: all.map((frame) => noveltyOf(frame)),
  });
  return { readings, policy: cuePolicy };
}
