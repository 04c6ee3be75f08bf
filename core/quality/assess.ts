// The capture gate: a frame's measurements in, an acceptable capture or the one issue to mend first out. Pure; every process.

import {
  boxArea,
  intersection,
  wholeFrame,
  type Box,
  type Detection,
  type FaceLight,
  type Size,
} from '#core/frame/index.ts';
import type { CaptureIssue } from './capture-issue.ts';
import type { CaptureMeasurement } from './measurement.ts';
import type { CapturePolicy } from './policy.ts';

export type CaptureAssessment =
  | { readonly kind: 'acceptable'; readonly face: Detection }
  | { readonly kind: 'issue'; readonly issue: CaptureIssue };

/**
 * Judges the largest face. The order is that of mending: who is in the picture, then where the face is, then where it looks, then
 * how well it can be seen. A face that is too near also touches the border, but stepping back is what helps.
 */
export function assessCapture(frame: CaptureMeasurement, policy: CapturePolicy): CaptureAssessment {
  const face = frame.faces[0];
  if (face === undefined) return { kind: 'issue', issue: 'FACE_NOT_FOUND' };
  const issue =
    crowdIssue(frame.faces, face, policy) ??
    sizeIssue(face, frame.size, policy) ??
    placeIssue(face.box, frame.size, policy) ??
    poseIssue(frame.pose, policy) ??
    lightIssue(frame.light, policy) ??
    eyesIssue(frame.eyes, policy);
  return issue === null ? { kind: 'acceptable', face } : { kind: 'issue', issue };
}

function crowdIssue(
  faces: readonly Detection[],
  judged: Detection,
  { faces: limits }: CapturePolicy,
): CaptureIssue | null {
  const comparable = limits.comparableArea * boxArea(judged.box);
  const crowd = faces.filter((face) => boxArea(face.box) >= comparable);
  return crowd.length > 1 ? 'TOO_MANY_FACES' : null;
}

function sizeIssue(face: Detection, frame: Size, { size }: CapturePolicy): CaptureIssue | null {
  const { rightEye, leftEye } = face.points;
  const eyeDistance = Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y);
  const areaShare = boxArea(face.box) / boxArea(wholeFrame(frame));
  if (areaShare < size.minAreaShare || eyeDistance < size.minEyeDistance) return 'FACE_TOO_SMALL';
  const room = Math.min(frame.width / face.box.width, frame.height / face.box.height);
  if (areaShare > size.maxAreaShare || room < size.minRoom) return 'FACE_TOO_CLOSE';
  return null;
}

function placeIssue(face: Box, frame: Size, { place }: CapturePolicy): CaptureIssue | null {
  const inside = boxArea(intersection(face, wholeFrame(frame))) / boxArea(face);
  if (1 - inside > place.maxOutside) return 'FACE_CROPPED';
  const border = Math.min(
    face.x,
    face.y,
    frame.width - face.x - face.width,
    frame.height - face.y - face.height,
  );
  const isClose = border < place.minBorder * Math.max(face.width, face.height);
  return isClose ? 'FACE_CLOSE_TO_BORDER' : null;
}

function poseIssue(
  pose: CaptureMeasurement['pose'],
  { pose: limits }: CapturePolicy,
): CaptureIssue | null {
  if (pose === null) return null;
  const isTurned =
    Math.abs(pose.yaw) > limits.maxYawDegrees ||
    Math.abs(pose.pitch) > limits.maxPitchDegrees ||
    Math.abs(pose.roll) > limits.maxRollDegrees;
  return isTurned ? 'FACE_ANGLE_TOO_LARGE' : null;
}

function lightIssue(
  light: FaceLight | null,
  { light: limits, minSharpness }: CapturePolicy,
): CaptureIssue | null {
  if (light === null) return null;
  if (light.meanLuma < limits.minMeanLuma || light.clippedDark > limits.maxClippedDark)
    return 'TOO_DARK';
  if (light.meanLuma > limits.maxMeanLuma || light.clippedBright > limits.maxClippedBright)
    return 'TOO_BRIGHT';
  return light.sharpness < minSharpness ? 'BLURRED' : null;
}

function eyesIssue(
  eyes: CaptureMeasurement['eyes'],
  { minEyeOpenness }: CapturePolicy,
): CaptureIssue | null {
  if (eyes === null) return null;
  return (eyes.right + eyes.left) / 2 < minEyeOpenness ? 'EYES_CLOSED' : null;
}
