// Rotation, uniform scale and shift: how a face is brought upright for the landmarker and the embedder. Pure; every process.

import { boxCentre } from './box.ts';
import type { Box, FivePoints, Landmarks, Point } from './frame.ts';

/** Maps (x, y) to (a·x − b·y + tx, b·x + a·y + ty): a turn and a scale of √(a² + b²), then a shift. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

export const applySimilarity = ({ a, b, tx, ty }: Similarity, { x, y }: Point): Point => ({
  x: a * x - b * y + tx,
  y: b * x + a * y + ty,
});

export const similarityScale = ({ a, b }: Similarity): number => Math.hypot(a, b);

export function invertSimilarity({ a, b, tx, ty }: Similarity): Similarity {
  const n = a * a + b * b;
  return { a: a / n, b: -b / n, tx: -(a * tx + b * ty) / n, ty: (b * tx - a * ty) / n };
}

/** The similarity that moves `from` onto `to` with the least squared error (Umeyama 1991, without reflection). */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  if (from.length !== to.length || from.length < 2) throw new RangeError('needs two or more pairs');
  const f = centroid(from);
  const t = centroid(to);
  let dot = 0;
  let cross = 0;
  let norm = 0;
  for (const [i, p] of from.entries()) {
    const q = to[i] ?? t;
    const [px, py, qx, qy] = [p.x - f.x, p.y - f.y, q.x - t.x, q.y - t.y];
    dot += px * qx + py * qy;
    cross += px * qy - py * qx;
    norm += px * px + py * py;
  }
  if (norm === 0) throw new RangeError('all points coincide');
  const a = dot / norm;
  const b = cross / norm;
  return { a, b, tx: t.x - a * f.x + b * f.y, ty: t.y - b * f.x - a * f.y };
}

/** Side of the embedder's input, in pixels. */
export const EMBEDDER_SIDE = 112;

/** Where the embedder was trained to find the five points (ArcFace's 112×112 template, in pixel indices). */
const ARCFACE_TEMPLATE: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** From the embedder's input pixels to frame pixels. */
export function embedderCrop(points: FivePoints): Similarity {
  const { rightEye, leftEye, nose, rightMouth, leftMouth } = points;
  const face = [rightEye, leftEye, nose, rightMouth, leftMouth];
  return invertSimilarity(fitSimilarity(face, ARCFACE_TEMPLATE));
}

/** Side of the landmarker's input, in pixels. */
export const LANDMARKER_SIDE = 256;
/** Side of the landmarker's crop, in longer sides of the face. */
const LANDMARKER_SCALE = 1.5;

/** From the landmarker's input pixels to frame pixels: a square around the detected face, upright by the eyes. */
export const landmarkerCrop = (face: Box, { rightEye, leftEye }: FivePoints): Similarity =>
  uprightSquare(boxCentre(face), Math.max(face.width, face.height), rightEye, leftEye);

const RIGHT_EYE_OUTER = 33;
const LEFT_EYE_OUTER = 263;

/** The same around the landmarks of the frame before: steadier than the detector's box while the head turns. */
export function landmarkerCropFrom({ points }: Landmarks): Similarity {
  const rightEye = meshPoint(points, RIGHT_EYE_OUTER);
  const leftEye = meshPoint(points, LEFT_EYE_OUTER);
  const angle = Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i + 2 < points.length; i += 3) {
    const [px, py] = [points[i] ?? 0, points[i + 1] ?? 0];
    // Extent along the face's own axes, so that a tilted head is not given a larger square.
    const x = px * cos + py * sin;
    const y = py * cos - px * sin;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  const centre = { x: u * cos - v * sin, y: u * sin + v * cos };
  return uprightSquare(centre, Math.max(right - left, bottom - top), rightEye, leftEye);
}

function uprightSquare(centre: Point, size: number, rightEye: Point, leftEye: Point): Similarity {
  const angle = Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x);
  const scale = (size * LANDMARKER_SCALE) / LANDMARKER_SIDE;
  const [a, b] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const middle = LANDMARKER_SIDE / 2;
  return { a, b, tx: centre.x - (a - b) * middle, ty: centre.y - (b + a) * middle };
}

function centroid(points: readonly Point[]): Point {
  let [x, y] = [0, 0];
  for (const p of points) {
    x += p.x;
    y += p.y;
  }
  return { x: x / points.length, y: y / points.length };
}

/** One point of the mesh, in frame pixels. */
function meshPoint(points: Float32Array, index: number): Point {
  return { x: points[3 * index] ?? NaN, y: points[3 * index + 1] ?? NaN };
}
