import { expect, test } from 'vitest';
import type { Picture } from './rasterise.ts';
import { seenBy, type Scene } from './scene.ts';

const WIDTH = 160;
const HEIGHT = 120;
const FINER = 1.5;
const WALL = 0xff808080;
const SKIN = 0xff4060c0;

/** A grey wall with a disc before it, at so many times the camera's size. */
const pictureAt = (scale: number): Picture => ({
  width: WIDTH * scale,
  height: HEIGHT * scale,
  pixels: Uint32Array.from({ length: WIDTH * HEIGHT * scale * scale }, (_, i) => {
    const [x, y] = [i % (WIDTH * scale), Math.floor(i / (WIDTH * scale))];
    const [fromMiddleX, fromMiddleY] = [(x + 0.5) / scale - 80, (y + 0.5) / scale - 60];
    return Math.hypot(fromMiddleX - 10, fromMiddleY) < 20 ? SKIN : WALL;
  }),
});
const scene: Scene = {
  still: pictureAt(1),
  texture: pictureAt(FINER),
  landmarks: Float32Array.of(110, 60, 4, 90, 40, -4),
};

/** How many pixels wide the disc is in its own row. */
const widthOf = ({ pixels, width, height }: Picture): number =>
  pixels
    .subarray((height / 2) * width, (height / 2 + 1) * width)
    .filter((pixel) => (pixel & 255) > 0xa0).length;

test('a camera that changes nothing gives the still to the bit', () => {
  expect(seenBy({ size: 1, exposure: 0 }, scene)).toEqual(scene);
});

test.each([0.8, 1.1])('at %f of its size everything is, landmarks and texture too', (size) => {
  const seen = seenBy({ size, exposure: 0 }, scene);
  expect(widthOf(seen.still) / widthOf(scene.still)).toBeCloseTo(size, 1);
  expect(widthOf(seen.texture) / widthOf(scene.texture)).toBeCloseTo(size, 1);
  const [x = NaN, y, z, , , nearZ] = seen.landmarks;
  expect(x).toBeCloseTo(80 + 30 * size);
  expect([y, z, nearZ]).toEqual([60, expect.closeTo(4 * size), expect.closeTo(-4 * size)]);
});

test('a smaller scene is mirrored at its edges: no border shows', () => {
  const { still } = seenBy({ size: 0.8, exposure: 0 }, scene);
  const edge = [...still.pixels.subarray(0, WIDTH), ...still.pixels.subarray(-WIDTH)];
  expect(new Set(edge)).toEqual(new Set([WALL]));
});

test('less light darkens, more light brightens and clips, and neither tints a grey', () => {
  const wallAt = (exposure: number): number =>
    seenBy({ size: 1, exposure }, scene).still.pixels[0] ?? NaN;
  const grey = (pixel: number): number => pixel & 255;
  for (const exposure of [-1, 1]) {
    const wall = wallAt(exposure);
    expect([(wall >>> 8) & 255, (wall >>> 16) & 255]).toEqual([grey(wall), grey(wall)]);
  }
  // Half the light is 73% of the 8-bit value.
  expect(grey(wallAt(-1)) / 0x80).toBeCloseTo(0.73, 2);
  expect(grey(wallAt(1)) / 0x80).toBeCloseTo(1.37, 2);
  expect(grey(wallAt(4))).toBe(255);
});
