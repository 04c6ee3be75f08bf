// Which part of the picture each PAD model sees. The crop is part of the model: a tighter one turns bona fide into attack.
// Pixel for pixel the reference's: one column more or less moves a borderline score by up to 0.25. Pure; every process.

import { boxCentre } from './box.ts';
import type { Box, Size } from './frame.ts';

/** Side of the crop of minifas_v2_se_128, in longer sides of the face box. */
const MINIFAS_SCALE = 1.5;
/** Size of the crop of minifasnet_v2_80, in face boxes. */
const MINIFASNET_SCALE = 2.7;

/**
 * The crop of minifas_v2_se_128: a square around the face box, whole pixels. It may reach outside the frame, where
 * the resampler mirrors the picture.
 */
export function minifasCrop(face: Box): Box {
  const side = Math.max(face.width, face.height) * MINIFAS_SCALE;
  const centre = boxCentre(face);
  const pixels = Math.max(1, Math.trunc(side));
  return {
    x: Math.trunc(centre.x - side / 2),
    y: Math.trunc(centre.y - side / 2),
    width: pixels,
    height: pixels,
  };
}

/**
 * The crop of minifasnet_v2_80: the face box enlarged about its centre, keeping its aspect, then shrunk until it fits
 * and shifted into the frame; whole pixels, never outside. As in the model's training, it is stretched to a square.
 */
export function minifasnetCrop(face: Box, frame: Size): Box {
  const scale = Math.min(
    MINIFASNET_SCALE,
    (frame.width - 1) / face.width,
    (frame.height - 1) / face.height,
  );
  const centre = boxCentre(face);
  const [x, width] = shiftInto(centre.x, face.width * scale, frame.width);
  const [y, height] = shiftInto(centre.y, face.height * scale, frame.height);
  return { x, y, width, height };
}

/** Start and length, in whole pixels, of a span around `centre` that is moved into `[0, limit)`. Both its ends count. */
function shiftInto(centre: number, length: number, limit: number): readonly [number, number] {
  const start = Math.min(Math.max(0, centre - length / 2), limit - 1 - length);
  const first = Math.max(0, Math.trunc(start));
  const last = Math.min(limit - 1, Math.trunc(start + length));
  return [first, last - first + 1];
}
