// How fast a face moves across the picture from one frame to the next. Pure; runs in every process.

import type { Detection, Ms, Point } from '#core/frame/index.ts';

/** Where a face was, and when. */
export interface SeenFace {
  readonly takenAt: Ms;
  readonly face: Detection;
}

/** Frames closer to each other are compared as if they were so far apart: the detector's jitter is no motion. */
const MIN_GAP_MS = 60;
/** Frames further apart say nothing: in between the head may have been anywhere. */
const MAX_GAP_MS = 500;

/**
 * Distances between the eyes a second, by the middle of eyes and nose: talking and laughing move only the mouth. Null where two
 * frames cannot be compared.
 */
export function headSpeed(before: SeenFace, now: SeenFace): number | null {
  const gap = now.takenAt - before.takenAt;
  if (!(gap > 0 && gap <= MAX_GAP_MS)) return null;
  const from = middleOf(before.face);
  const to = middleOf(now.face);
  const size = (eyeDistance(before.face) + eyeDistance(now.face)) / 2;
  if (!(size > 0)) return null;
  return Math.hypot(to.x - from.x, to.y - from.y) / size / (Math.max(gap, MIN_GAP_MS) / 1000);
}

function middleOf({ points: { rightEye, leftEye, nose } }: Detection): Point {
  return {
    x: (rightEye.x + leftEye.x + nose.x) / 3,
    y: (rightEye.y + leftEye.y + nose.y) / 3,
  };
}

const eyeDistance = ({ points: { rightEye, leftEye } }: Detection): number =>
  Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y);
