// How far the eyes are open, from the face mesh. Pure; runs in every process.

import type { Landmarks } from './frame.ts';

/** Openness of each eye: eye aspect ratio (height over width of the lid opening); about 0.2 to 0.4 when open. */
export interface EyeOpenness {
  readonly right: number;
  readonly left: number;
}

/** Corner, two points of the upper lid, corner, two of the lower: the order of Soukupová and Čech (2016). */
type EyeContour = readonly [number, number, number, number, number, number];
const RIGHT_EYE: EyeContour = [33, 160, 158, 133, 153, 144];
const LEFT_EYE: EyeContour = [362, 385, 387, 263, 373, 380];

/** Free of scale and of roll; falls as the head turns away, because the corners then come closer. */
export const eyeOpenness = ({ points }: Pick<Landmarks, 'points'>): EyeOpenness => ({
  right: aspectRatio(points, RIGHT_EYE),
  left: aspectRatio(points, LEFT_EYE),
});

function aspectRatio(points: Float32Array, [p1, p2, p3, p4, p5, p6]: EyeContour): number {
  const lids = distance(points, p2, p6) + distance(points, p3, p5);
  return lids / (2 * distance(points, p1, p4));
}

/** In the plane of the picture: the mesh's depth around the eyes is a guess of the model. */
function distance(points: Float32Array, a: number, b: number): number {
  const dx = (points[3 * a] ?? NaN) - (points[3 * b] ?? NaN);
  const dy = (points[3 * a + 1] ?? NaN) - (points[3 * b + 1] ?? NaN);
  return Math.hypot(dx, dy);
}
