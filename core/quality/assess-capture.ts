// The gate: a frame's measurements in, an acceptable capture or ONE capture issue out. Pure; runs in every process.

import {
  boxArea,
  intersection,
  wholeFrame,
  type Box,
  type Detection,
  type FaceCovers,
  type HeadPose,
  type Point,
  type Size,
} from '#core/frame/index.ts';
import type { CaptureIssue } from './capture-issue.ts';
import type { CaptureMeasurement } from './measurement.ts';
import type { CapturePolicy } from './policy.ts';

export type Capture =
  | {
      readonly kind: 'acceptable';
      readonly face: Detection;
      /** It wears a medical mask, by the policy's leave. */
      readonly isMasked: boolean;
    }
  | { readonly kind: 'issue'; readonly issue: CaptureIssue };

type Rule = (face: Detection, measured: CaptureMeasurement, policy: CapturePolicy) => boolean;

/**
 * In the order in which a person would mend them: first to be there at the right distance and alone, then in the middle, then
 * facing the camera, then in the light, without which nobody can tell what is covered; who moves is asked to stop before the
 * blur that it makes is blamed on the camera. A distant group is asked to come closer before it is asked to be one.
 */
const RULES: readonly (readonly [CaptureIssue, Rule])[] = [
  ['FACE_TOO_SMALL', isTooSmall],
  ['TOO_MANY_FACES', hasComparableFace],
  ['FACE_TOO_CLOSE', isTooClose],
  ['FACE_CROPPED', isCropped],
  ['FACE_CLOSE_TO_BORDER', isCloseToBorder],
  ['FACE_ANGLE_TOO_LARGE', isTurned],
  ['TOO_DARK', isTooDark],
  ['TOO_BRIGHT', isTooBright],
  ['HOLD_STILL', isMoving],
  ['BLURRED', isBlurred],
  ['FACE_IS_OCCLUDED', isOccluded],
  ['EYES_CLOSED', hasClosedEyes],
];

/** Judges the largest face. What was not measured is not held against the frame; a missing face is. */
export function assessCapture(measured: CaptureMeasurement, policy: CapturePolicy): Capture {
  const [face] = measured.faces;
  if (face === undefined) return { kind: 'issue', issue: 'FACE_NOT_FOUND' };
  const broken = RULES.find(([, isBroken]) => isBroken(face, measured, policy));
  if (broken !== undefined) return { kind: 'issue', issue: broken[0] };
  const { covers } = measured;
  return { kind: 'acceptable', face, isMasked: covers !== null && isMedicalMask(covers, policy) };
}

function isTooSmall(
  face: Detection,
  { size, pose }: CaptureMeasurement,
  policy: CapturePolicy,
): boolean {
  const eyes = eyeDistance(face, pose);
  const share = eyes / Math.max(size.width, size.height);
  return (
    eyes < policy.minEyeDistance ||
    share < policy.minEyeShare ||
    areaShare(face.box, size) < policy.minFaceArea
  );
}

/** Between the pupils, in pixels, as if the face were frontal: a turn brings the eyes closer in the picture. */
function eyeDistance({ points }: Detection, pose: HeadPose | null): number {
  const { rightEye, leftEye } = points;
  const yaw = Math.min(Math.abs(pose?.yaw ?? 0), MOST_CORRECTED_YAW);
  return (
    Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y) / Math.cos((yaw * Math.PI) / 180)
  );
}

/** Degrees. Beyond, one eye is hidden and its place a guess; the face is turned too far anyway. */
const MOST_CORRECTED_YAW = 45;

function hasComparableFace(
  face: Detection,
  { faces }: CaptureMeasurement,
  policy: CapturePolicy,
): boolean {
  const comparable = boxArea(face.box) * policy.comparableArea;
  return faces.some((other) => other !== face && boxArea(other.box) >= comparable);
}

function isTooClose(
  { box }: Detection,
  { size }: CaptureMeasurement,
  policy: CapturePolicy,
): boolean {
  const side = Math.max(box.width / size.width, box.height / size.height);
  return areaShare(box, size) > policy.maxFaceArea || side > policy.maxFaceSide;
}

/** Of a face that is cut in half the detector guesses a box that hardly leaves the picture, but the points that it guesses do. */
function isCropped(
  { box, points }: Detection,
  { size }: CaptureMeasurement,
  policy: CapturePolicy,
): boolean {
  const inside = boxArea(intersection(box, wholeFrame(size)));
  const isOutside = ({ x, y }: Point) => x < 0 || y < 0 || x > size.width || y > size.height;
  return inside < (1 - policy.maxOutside) * boxArea(box) || Object.values(points).some(isOutside);
}

function isCloseToBorder(
  { box }: Detection,
  { size }: CaptureMeasurement,
  policy: CapturePolicy,
): boolean {
  const horizontal = Math.min(box.x, size.width - box.x - box.width) / size.width;
  const vertical = Math.min(box.y, size.height - box.y - box.height) / size.height;
  return Math.min(horizontal, vertical) < policy.minBorder;
}

function isTurned(_face: Detection, { pose }: CaptureMeasurement, policy: CapturePolicy): boolean {
  return (
    pose !== null &&
    (Math.abs(pose.yaw) > policy.maxYawDegrees ||
      Math.abs(pose.pitch) > policy.maxPitchDegrees ||
      Math.abs(pose.roll) > policy.maxRollDegrees)
  );
}

function isTooDark(
  _face: Detection,
  { light }: CaptureMeasurement,
  policy: CapturePolicy,
): boolean {
  return (
    light !== null && (light.meanLuma < policy.minLuma || light.clippedDark > policy.maxClippedDark)
  );
}

function isTooBright(
  _face: Detection,
  { light }: CaptureMeasurement,
  policy: CapturePolicy,
): boolean {
  return (
    light !== null &&
    (light.meanLuma > policy.maxLuma || light.clippedBright > policy.maxClippedBright)
  );
}

function isBlurred(
  _face: Detection,
  { light }: CaptureMeasurement,
  policy: CapturePolicy,
): boolean {
  return light !== null && light.sharpness < policy.minSharpness;
}

function isMoving(_face: Detection, { speed }: CaptureMeasurement, policy: CapturePolicy): boolean {
  return (speed ?? 0) > policy.maxSpeed;
}

function isOccluded(
  _face: Detection,
  { covers }: CaptureMeasurement,
  policy: CapturePolicy,
): boolean {
  if (covers === null) return false;
  const { eye, nose, mouth } = policy.maxCover;
  if (Math.max(covers.rightEye, covers.leftEye) > eye) return true;
  const isLowerHalf = covers.nose > nose || covers.mouth > mouth;
  return isLowerHalf && !(policy.medicalMask.isAllowed && isMedicalMask(covers, policy));
}

/** Worn as it should be: over nose and mouth, under free eyes. What covers only one of them is no mask, whatever it is made of. */
const isMedicalMask = (
  { rightEye, leftEye, nose, mouth, medicalMask }: FaceCovers,
  { maxCover, medicalMask: { minLogOdds, maxEyeCover } }: CapturePolicy,
): boolean =>
  nose > maxCover.nose &&
  mouth > maxCover.mouth &&
  Math.max(rightEye, leftEye) <= maxEyeCover &&
  medicalMask !== null &&
  medicalMask > minLogOdds;

/** Both eyes: one may be foreshortened by a turn, or winking. */
function hasClosedEyes(
  _face: Detection,
  { eyes }: CaptureMeasurement,
  policy: CapturePolicy,
): boolean {
  return eyes !== null && Math.max(eyes.right, eyes.left) < policy.minEyeOpenness;
}

const areaShare = (box: Box, size: Size): number => boxArea(box) / (size.width * size.height);
