// Rectangles in frame pixels. Pure; runs in every process.

import type { Box, Detection, Point, Size } from './frame.ts';

export const boxCentre = (box: Box): Point => ({
  x: box.x + box.width / 2,
  y: box.y + box.height / 2,
});

export const boxArea = (box: Box): number => box.width * box.height;

export const wholeFrame = (size: Size): Box => ({
  x: 0,
  y: 0,
  width: size.width,
  height: size.height,
});

/** The part that two boxes share; width and height are 0 when they do not touch. */
export function intersection(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
  };
}

/** Intersection over union, in [0, 1]: 1 for equal boxes, 0 for boxes that do not touch or have no area. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const shared = boxArea(intersection(a, b));
  const union = boxArea(a) + boxArea(b) - shared;
  return union > 0 ? shared / union : 0;
}

/** The same faces, largest box first: the largest face is the one that is judged. */
export const largestFirst = (faces: readonly Detection[]): readonly Detection[] =>
  faces.toSorted((a, b) => boxArea(b.box) - boxArea(a.box));
