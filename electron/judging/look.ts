// One frame of a file as it can be judged. Judging process, CLI.

import { poseFromFivePoints, type Frame } from '#core/frame/index.ts';
import type { Judging, ScoredLook } from '#core/fusion/index.ts';
import { assessCapture, kioskCapturePolicy, stillCapturePolicy } from '#core/quality/index.ts';
import { observe, type AnalysisPlan, type FrameAnalysis } from '#core/session/index.ts';
import type { InferencePort } from '#electron/session/ports.ts';

export interface JudgeOptions extends Judging {
  readonly inference: InferencePort;
  readonly signal: AbortSignal;
}

/** For the frames of a clip that vote: with the landmarks, which the plane cue compares. */
export const CLIP_PLAN: AnalysisPlan = { landmarks: true, pad: true, embedding: false };

export const analyse = (
  frame: Frame,
  plan: AnalysisPlan,
  { inference, signal }: JudgeOptions,
): Promise<FrameAnalysis> => inference.analyze(frame, plan, signal);

/**
 * Pose is read from the detector's five points, not from the mesh: of the samples that must be judged the most turned reads 26° by
 * five points and half a profile 40°, while by the mesh they lie 2° apart.
 */
export function lookAt(analysis: FrameAnalysis): ScoredLook {
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
