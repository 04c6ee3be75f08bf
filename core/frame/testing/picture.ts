// A small picture with structure in every channel, whose resampled levels were computed with OpenCV 4.6. Tests.

import type { Frame } from '../frame.ts';
import { bluePlane, redPlane, type Planes } from '../planes.ts';
import { ms } from '../units.ts';

/** 9 by 7 pixels: channel c of pixel (x, y) is (37x + 59y + 83c + 13xy) mod 256. */
export const picture: Frame = paint(
  9,
  7,
  (x, y, c) => (37 * x + 59 * y + 83 * c + 13 * x * y) % 256,
);

export function paint(
  width: number,
  height: number,
  level: (x: number, y: number, channel: number) => number,
): Frame {
  const data = new Uint8Array(4 * width * height);
  for (let i = 0; i < data.length; i += 1) {
    const pixel = Math.floor(i / 4);
    data[i] = i % 4 === 3 ? 255 : level(pixel % width, Math.floor(pixel / width), i % 4);
  }
  return { width, height, data, capturedAt: ms(0) };
}

/** The picture in the planes, red, green and blue one after another, without padding. */
export function levels(planes: Planes): number[] {
  const { data, width, height, rowStride, planeStride } = planes;
  const starts = [redPlane(planes), planeStride, bluePlane(planes)];
  return starts.flatMap((start) =>
    Array.from({ length: width * height }, (_, i) => {
      const at = start + Math.floor(i / width) * rowStride + (i % width);
      return data[at] ?? Number.NaN;
    }),
  );
}
