// The shape of the mouth, from the face mesh. Pure; runs in every process.

import type { Landmarks } from './frame.ts';

/**
 * In distances of the outer corners of the eyes, which a turned head foreshortens much like the mouth; free of scale and of roll. A mouth at
 * rest reads about 0.5 to 0.6, 0.3 to 0.45 and 0; teeth show from an opening of about 0.1.
 */
export interface MouthShape {
  /** From corner to corner. */
  readonly width: number;
  /** How far below the tip of the nose the corners lie, down the face: a smile lifts them. */
  readonly drop: number;
  /** Between the inner edges of the lips. */
  readonly opening: number;
}

const RIGHT_EYE = 33;
const LEFT_EYE = 263;
const NOSE_TIP = 1;
const RIGHT_CORNER = 61;
const LEFT_CORNER = 291;
const UPPER_LIP = 13;
const LOWER_LIP = 14;

export function mouthShape({ points }: Pick<Landmarks, 'points'>): MouthShape {
  const eyes = between(points, RIGHT_EYE, LEFT_EYE);
  const unit = Math.hypot(eyes.x, eyes.y);
  // Down the face is at a right angle to the line through the eyes.
  const down = ({ x, y }: Vector) => (y * eyes.x - x * eyes.y) / (unit * unit);
  const length = ({ x, y }: Vector) => Math.hypot(x, y) / unit;
  return {
    width: length(between(points, RIGHT_CORNER, LEFT_CORNER)),
    drop:
      (down(between(points, NOSE_TIP, RIGHT_CORNER)) +
        down(between(points, NOSE_TIP, LEFT_CORNER))) /
      2,
    opening: length(between(points, UPPER_LIP, LOWER_LIP)),
  };
}

interface Vector {
  readonly x: number;
  readonly y: number;
}

/** In the plane of the picture: the mesh's depth around the mouth is a guess of the model. */
function between(points: Float32Array, from: number, to: number): Vector {
  const along = (axis: number) => (points[3 * to + axis] ?? NaN) - (points[3 * from + axis] ?? NaN);
  return { x: along(0), y: along(1) };
}
