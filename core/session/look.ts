// What a running session sees in one frame: the followed face, what to mend, and whether the frame may vote. Pure; main process.

import type { ChallengeSample } from '#core/challenge/index.ts';
import { intersectionOverUnion, type Detection, type Ms } from '#core/frame/index.ts';
import { voteOf, type Vote } from '#core/fusion/index.ts';
import { assessCapture, headSpeed, type CaptureIssue } from '#core/quality/index.ts';
import type { FrameObservation } from './observation.ts';
import type { SessionPolicy } from './policy.ts';
import type { RunningState, Track } from './state.ts';

export interface Look {
  /** `lost`: unseen for too long, or somewhere else at once: another presentation. `several`: other people for too long. */
  readonly presence: 'followed' | 'missing' | 'lost' | 'several';
  readonly track: Track | null;
  readonly severalSince: Ms | null;
  readonly hint: CaptureIssue | null;
  /** A face that may be judged wears a medical mask. */
  readonly isMasked: boolean;
  /** Null where the frame may not vote, or has no score to vote with. */
  readonly vote: Vote | null;
  readonly sample: ChallengeSample | null;
}

export function look(
  state: RunningState,
  observation: FrameObservation,
  at: Ms,
  policy: SessionPolicy,
): Look {
  const speed = speedOf(state, observation);
  const capture = assessCapture({ ...observation, speed }, policy.capture);
  const hint = capture.kind === 'issue' ? capture.issue : null;
  const several = hint === 'TOO_MANY_FACES';
  const severalSince = several ? (state.severalSince ?? at) : null;
  const track = follow(state.track, observation, several, at, policy);
  return {
    presence: presenceOf(state.track, track, severalSince, at, policy),
    track: track === 'elsewhere' ? null : track,
    severalSince,
    hint,
    isMasked: capture.kind === 'acceptable' && capture.isMasked,
    vote: hint === null ? voteOf(observation.pad) : null,
    // Among several faces the landmarks may be somebody else's.
    sample: several ? null : sampleOf(observation),
  };
}

/** Only who is to stand still is asked to: challenges are motions. Null without a frame before. */
function speedOf(
  { phase, track }: RunningState,
  { faces, capturedAt }: FrameObservation,
): number | null {
  const [face] = faces;
  if (phase === 'active' || track === null || face === undefined) return null;
  return headSpeed(track.seen, { takenAt: capturedAt, face });
}

/**
 * The track after this frame; missing when no face is seen; `elsewhere` when the judged face is not where it was.
 * All evidence is of the largest face, so that is the one to be followed. Only while several comparable faces already
 * keep the frame from being judged may the followed one be another, so that a passer-by does not end the session at once.
 */
function follow(
  track: Track | null,
  { faces, capturedAt }: FrameObservation,
  several: boolean,
  at: Ms,
  policy: SessionPolicy,
): Track | null | 'elsewhere' {
  const [largest] = faces;
  if (largest === undefined) return track && { ...track, missingSince: track.missingSince ?? at };
  if (track === null) return trackOf(largest, capturedAt, at);
  const candidates = several ? faces : [largest];
  const here = candidates.find(
    (face) => intersectionOverUnion(face.box, track.box) >= policy.track.minOverlap,
  );
  return here === undefined ? 'elsewhere' : trackOf(here, capturedAt, at);
}

const trackOf = (face: Detection, takenAt: Ms, at: Ms): Track => ({
  box: face.box,
  seen: { takenAt, face },
  seenAt: at,
  missingSince: null,
});

function presenceOf(
  before: Track | null,
  after: Track | null | 'elsewhere',
  severalSince: Ms | null,
  at: Ms,
  policy: SessionPolicy,
): Look['presence'] {
  if (after === 'elsewhere') return 'lost';
  if (after === null) return 'missing';
  // Time without frames is the machine's doing and gets more patience than time without a face, but not any amount:
  // in a gap that nobody watched one face can take the place of another.
  if (before !== null && at - before.seenAt > policy.track.unwatchedMs) return 'lost';
  if (after.missingSince !== null) {
    return at - after.missingSince >= policy.track.missingMs ? 'lost' : 'missing';
  }
  const several = severalSince !== null && at - severalSince >= policy.track.severalFacesMs;
  return several ? 'several' : 'followed';
}

function sampleOf({ capturedAt, pose, eyes, mouth }: FrameObservation): ChallengeSample | null {
  if (pose === null || eyes === null || mouth === null) return null;
  return { at: capturedAt, pose, eyes: (eyes.right + eyes.left) / 2, mouth };
}
