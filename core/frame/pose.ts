// Which way a head looks, from the face mesh or from the detector's five points. Pure; runs in every process.

import type { FivePoints, HeadPose, Landmarks, Point } from './frame.ts';
import { degrees, type Degrees } from './units.ts';

/** Points of the mesh: the ends of the cheek axis and of the axis from forehead to chin. */
const RIGHT_CHEEK = 234;
const LEFT_CHEEK = 454;
const FOREHEAD = 10;
const CHIN = 152;

/** Pose from the 478 landmarks: how far the two axes of the face lean into the picture. */
export function poseFromLandmarks({ points }: Pick<Landmarks, 'points'>): HeadPose {
  const cheeks = between(points, RIGHT_CHEEK, LEFT_CHEEK);
  const height = between(points, FOREHEAD, CHIN);
  return {
    // Turned to the own left, the left cheek goes away from the camera; looking up, the forehead does.
    yaw: angle(cheeks.z, Math.hypot(cheeks.x, cheeks.y)),
    pitch: angle(-height.z, Math.hypot(height.x, height.y)),
    roll: angle(cheeks.y, cheeks.x),
  };
}

function between(points: Float32Array, from: number, to: number) {
  const along = (axis: number) => (points[3 * to + axis] ?? NaN) - (points[3 * from + axis] ?? NaN);
  return { x: along(0), y: along(1), z: along(2) };
}

/**
 * Fitted to the mesh's pose over six sample clips of one person each. Left over, root mean square: yaw 2.9° (5.5° on the clip that
 * turns by ±45°); pitch 4.6° (8.6° at worst, and that is the person's: noses differ). So a yaw can be relied on, a pitch only
 * roughly.
 */
const FIT = {
  /** How far the nose stands off the plane of eyes and mouth, in eye distances. */
  noseDepth: 0.6,
  /** Where the nose of an upright face lies between the eyes (0) and the mouth (1), and how far it moves with pitch. */
  noseHeight: 0.55,
  noseTravel: 0.5,
};

/**
 * A rough pose from five points, for frames without landmarks: the nose shifts against eyes and mouth as the head turns.
 */
export function poseFromFivePoints(points: FivePoints): HeadPose {
  const { rightEye, leftEye, nose, rightMouth, leftMouth } = points;
  const eyes = { x: leftEye.x - rightEye.x, y: leftEye.y - rightEye.y };
  const distance = Math.hypot(eyes.x, eyes.y);
  const [ax, ay] = [eyes.x / distance, eyes.y / distance];
  // Coordinates along the eye axis and down the face, from the middle between the eyes.
  const [mx, my] = [(rightEye.x + leftEye.x) / 2, (rightEye.y + leftEye.y) / 2];
  const across = (p: Point) => (p.x - mx) * ax + (p.y - my) * ay;
  const down = (p: Point) => (p.y - my) * ax - (p.x - mx) * ay;
  const mouthAcross = (across(rightMouth) + across(leftMouth)) / 2;
  const mouthDown = (down(rightMouth) + down(leftMouth)) / 2;
  const noseShare = down(nose) / mouthDown;
  return {
    yaw: angle(across(nose) - mouthAcross * noseShare, distance * FIT.noseDepth),
    pitch: angle(FIT.noseHeight - noseShare, FIT.noseTravel),
    roll: angle(eyes.y, eyes.x),
  };
}

const angle = (opposite: number, adjacent: number): Degrees =>
  degrees((Math.atan2(opposite, adjacent) * 180) / Math.PI);
