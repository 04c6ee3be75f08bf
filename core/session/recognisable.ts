// Which frames of a session may say who its subject is, and how good each of them is for that. Pure; main process.

import { poseFromFivePoints, type FivePoints } from '#core/frame/index.ts';
import { enrolmentQuality, type EnrolmentFrame } from '#core/identity/index.ts';
import { assessCapture } from '#core/quality/index.ts';
import type { FrameAnalysis, FrameObservation } from './observation.ts';
import type { SessionPolicy } from './policy.ts';
import type { SessionState } from './state.ts';

/**
 * In [0, 1], or null for a frame that must not be used: only one that passes the capture gate and is the session's own reference, or was
 * measured to show the same person as that. Whoever steps in front of the camera for a moment lends the session no face.
 */
export function recognisability(
  before: SessionState,
  after: SessionState,
  observation: FrameObservation,
  policy: SessionPolicy,
): number | null {
  if (!isSubject(before, after, observation, policy)) return null;
  if (assessCapture(observation, policy.capture).kind === 'issue') return null;
  const { faces, light, pose } = observation;
  const [face] = faces;
  if (face === undefined || light === null || pose === null) return null;
  const eyeDistance = betweenEyes(face.points);
  return enrolmentQuality({ eyeDistance, sharpness: light.sharpness, pose });
}

function isSubject(
  before: SessionState,
  after: SessionState,
  { identity }: FrameObservation,
  { identity: { sameAt } }: SessionPolicy,
): boolean {
  if (before.phase !== 'passive' && before.phase !== 'active') return false;
  if (!before.hasReference) {
    return (after.phase === 'passive' || after.phase === 'active') && after.hasReference;
  }
  return identity.kind === 'measured' && identity.similarity >= sameAt;
}

/** What a close look at such a frame gave; null where it shows no face that could be compared. */
export function enrolmentFrameOf({
  faces,
  light,
  embedding,
}: FrameAnalysis): EnrolmentFrame | null {
  const [face] = faces;
  if (face === undefined || light === null || embedding.kind !== 'embedded') return null;
  return {
    template: embedding.values,
    eyeDistance: betweenEyes(face.points),
    sharpness: light.sharpness,
    pose: poseFromFivePoints(face.points),
  };
}

const betweenEyes = ({ rightEye, leftEye }: FivePoints): number =>
  Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y);
