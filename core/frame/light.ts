// Light and sharpness of a face, measured on its pixels. Pure; runs in the inference worker.

import { intersection, wholeFrame } from './box.ts';
import type { Box, FaceLight, Frame } from './frame.ts';
import { squarePlanes } from './planes.ts';
import { createAreaResampler } from './resample-area.ts';
import { createSharpnessMeter } from './sharpness.ts';

/**
 * The face box is measured at this size: about what the PAD models see of it (their crops leave 30 to 85 pixels to the
 * face), so "sharp" means sharp enough for them, whatever the camera.
 */
const SIDE = 64;
/** Luma of a sample that counts as clipped. */
const DARK = 8;
const BRIGHT = 247;

/** Measures the part of a face box that lies inside the frame; null when that is less than a pixel. */
export function createLightMeter(): (frame: Frame, face: Box) => FaceLight | null {
  const target = squarePlanes(SIDE, { order: 'rgb', mean: 0, scale: 1 });
  const resample = createAreaResampler(target, 'exact');
  const luma = new Float32Array(SIDE * SIDE);
  const sharpnessOf = createSharpnessMeter(SIDE);
  return (frame, face) => {
    const region = wholePixels(intersection(face, wholeFrame(frame)));
    if (region.width < 1 || region.height < 1) return null;
    resample(frame, region);
    for (let i = 0; i < luma.length; i += 1) {
      const red = target.data[i] ?? 0;
      const green = target.data[i + luma.length] ?? 0;
      const blue = target.data[i + 2 * luma.length] ?? 0;
      luma[i] = 0.299 * red + 0.587 * green + 0.114 * blue;
    }
    return { ...measure(luma), sharpness: sharpnessOf(luma) };
  };
}

function measure(luma: Float32Array): Omit<FaceLight, 'sharpness'> {
  let sum = 0;
  let dark = 0;
  let bright = 0;
  for (let i = 0; i < luma.length; i += 1) {
    const value = luma[i] ?? 0;
    sum += value;
    if (value <= DARK) dark += 1;
    if (value >= BRIGHT) bright += 1;
  }
  return {
    meanLuma: sum / luma.length,
    clippedDark: dark / luma.length,
    clippedBright: bright / luma.length,
  };
}

function wholePixels({ x, y, width, height }: Box): Box {
  const left = Math.trunc(x);
  const top = Math.trunc(y);
  return {
    x: left,
    y: top,
    width: Math.floor(x + width) - left,
    height: Math.floor(y + height) - top,
  };
}
