// The plane cue: a face that is foreshortened as a turned sheet is, and not as a head is. Pure; where clips are judged.
//
// The landmark model puts a head into any picture, so its depth says nothing. But its points follow the picture, and when a sheet
// turns they all move as one plane. When a head turns, the nose moves against the cheeks.

import type { Landmarks } from '#core/frame/index.ts';
import { fitPlane, type PlaneFit } from './plane-fit.ts';
import { cueRead, cueUnavailable, type CueReading } from './reading.ts';

/** Every sixth point of the mesh without the irises (which follow the gaze): all over the face, and quick to fit. */
const MESH_POINTS = 468;
const STEP = 6;
const EYES = [33, 263] as const;

/** The face's shape in its picture: x, y, x, y … in distances of the outer eye corners, from the middle between them. */
export type FaceOutline = Float32Array;

export function faceOutline({ points }: Landmarks): FaceOutline {
  const [x0, y0, x1, y1] = EYES.flatMap((i) => [points[3 * i] ?? 0, points[3 * i + 1] ?? 0]);
  const [right, left] = [
    { x: x0 ?? 0, y: y0 ?? 0 },
    { x: x1 ?? 0, y: y1 ?? 0 },
  ];
  const unit = Math.hypot(left.x - right.x, left.y - right.y);
  const outline = new Float32Array(2 * Math.ceil(MESH_POINTS / STEP));
  for (let i = 0; i < outline.length / 2; i += 1) {
    outline[2 * i] = ((points[3 * STEP * i] ?? 0) - (right.x + left.x) / 2) / unit;
    outline[2 * i + 1] = ((points[3 * STEP * i + 1] ?? 0) - (right.y + left.y) / 2) / unit;
  }
  return outline;
}

/** Least foreshortening between two frames that says anything, in eye distances: a sheet turned by about 25°, a head by about 8°. */
const MIN_DISTORTION = 0.03;
const MIN_PAIRS = 3;

/** Of frames of one face, in any order. Compares each with each: 8 frames cost 28 fits. */
export const readTurnedPlane = (outlines: readonly FaceOutline[]): CueReading =>
  readPlaneFits(
    outlines.flatMap((one, i) =>
      outlines.slice(i + 1).flatMap((other) => fitPlane(one, other) ?? []),
    ),
  );

/** Of comparisons that were made already, as a running session makes them: each frame with the subject's own frontal one. */
export function readPlaneFits(fits: readonly PlaneFit[]): CueReading {
  const ratios = fits
    .filter(({ distortion }) => distortion >= MIN_DISTORTION)
    .map(({ residual, distortion }) => residual / distortion)
    .toSorted((a, b) => a - b);
  const median = ratios[ratios.length >> 1];
  if (median === undefined || ratios.length < MIN_PAIRS) {
    return cueUnavailable('turned-plane', 'too-little-motion');
  }
  return cueRead('turned-plane', 1 - median);
}
