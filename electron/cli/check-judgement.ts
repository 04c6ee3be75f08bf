// From the frames of one file to its verdict: which of them may be judged, and what they say together. Pure; CLI process.

import { poseFromFivePoints } from '#core/frame/index.ts';
import { meanScore } from '#core/fusion/index.ts';
import type { PadEvidence, PadModel, PadScore } from '#core/pad/index.ts';
import {
  assessCapture,
  kioskCapturePolicy,
  stillCapturePolicy,
  type CaptureIssue,
} from '#core/quality/index.ts';
import { observe, type FrameAnalysis, type Outcome } from '#core/session/index.ts';

/** What is said of one file. Score and models are null without a judgement, and the outcome is then non-response. */
export interface Judgement {
  readonly outcome: Outcome;
  readonly score: PadScore | null;
  /** Why nothing could be judged; null when something was, or when a model failed. */
  readonly issue: CaptureIssue | null;
  /** Faces in the frames that count. */
  readonly faces: number;
  /** Each model's score. */
  readonly models: Readonly<Record<PadModel, PadScore>> | null;
}

/** A frame as far as it can be judged by itself. */
export interface FrameLook {
  readonly faces: number;
  readonly issue: CaptureIssue | null;
  /** Looks at the camera as closely as a kiosk asks of the frames that vote. */
  readonly isNearFrontal: boolean;
  readonly pad: PadEvidence;
}

/**
 * Pose is read from the detector's five points, not from the mesh: of the samples that must be judged the most turned reads 26° by
 * five points and half a profile 40°, while by the mesh they lie 2° apart.
 */
export function lookAt(analysis: FrameAnalysis): FrameLook {
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

/** A still has one frame, which is judged unless the gate refuses it. */
export function judgeStill(look: FrameLook, threshold: number): Judgement {
  return look.issue === null ? judge([look], threshold) : nonResponse(look.issue, look.faces);
}

/** How many frames of a video are judged together: single ones fail, eight did not on any sample clip. */
const VOTES = 8;

/** A video is judged on near-frontal frames that are spread evenly over it; where there are fewer than eight, on those. */
export function judgeVideo(looks: readonly FrameLook[], threshold: number): Judgement {
  const acceptable = looks.filter((look) => look.issue === null);
  const votes = acceptable.filter((look) => look.isNearFrontal);
  if (votes.length > 0) return judge(spread(votes, VOTES), threshold);
  const issue = acceptable.length > 0 ? 'FACE_ANGLE_TOO_LARGE' : mostFrequentIssue(looks);
  return nonResponse(issue, Math.max(0, ...looks.map((look) => look.faces)));
}

function judge(looks: readonly FrameLook[], threshold: number): Judgement {
  const scored = looks.flatMap(({ pad }) => (pad.kind === 'scored' ? [pad] : []));
  const faces = Math.max(...looks.map((look) => look.faces));
  const score = meanScore(scored.map((pad) => pad.score));
  const minifas = meanScore(scored.map((pad) => pad.models.minifas_v2_se_128));
  const minifasnet = meanScore(scored.map((pad) => pad.models.minifasnet_v2_80));
  // A frame without its score is missing evidence: the others do not stand in for it.
  const isWhole = scored.length === looks.length;
  if (!isWhole || score === null || minifas === null || minifasnet === null) {
    return nonResponse(null, faces);
  }
  return {
    outcome: score >= threshold ? 'bona-fide' : 'attack',
    score,
    issue: null,
    faces,
    models: { minifas_v2_se_128: minifas, minifasnet_v2_80: minifasnet },
  };
}

const nonResponse = (issue: CaptureIssue | null, faces: number): Judgement => ({
  outcome: 'non-response',
  score: null,
  issue,
  faces,
  models: null,
});

/** `count` items at even distances, the middle of each span; all of them where there are no more. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return items.filter((_, i) => {
    const span = Math.floor((i * count) / items.length);
    return i === Math.floor(((span + 0.5) * items.length) / count);
  });
}

function mostFrequentIssue(looks: readonly FrameLook[]): CaptureIssue | null {
  const byIssue = Map.groupBy(looks, (look) => look.issue);
  const ranked = [...byIssue].toSorted(([, a], [, b]) => b.length - a.length);
  return ranked[0]?.[0] ?? null;
}
