import { expect, test } from 'vitest';
import { RESTING } from './puppet-pose.ts';
import type { Picture } from './rasterise.ts';
import { createStage, type Stage } from './stage.ts';

const WIDTH = 160;
const HEIGHT = 120;
const WALL = 0xff808080;
const SKIN = 0xff4060c0;

/** A grey room with a disc for a head. */
const still: Picture = {
  width: WIDTH,
  height: HEIGHT,
  pixels: Uint32Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
    Math.hypot((i % WIDTH) - 80, Math.floor(i / WIDTH) - 55) < 22 ? SKIN : WALL,
  ),
};

/** 478 points on the disc; the outline's own are where the mesh looks for them. */
const landmarks = Float32Array.from({ length: 478 * 3 }, (_, i) => {
  const point = Math.floor(i / 3);
  const named: Readonly<Record<number, readonly [number, number, number]>> = {
    10: [80, 35, 0],
    152: [80, 75, 0],
    234: [62, 55, 10],
    454: [98, 55, 10],
  };
  const at = named[point] ?? [80 + (point % 20) - 10, 55 + (point % 24) - 12, -5];
  return at[i % 3] ?? 0;
});

const stage = (grain: boolean): Stage =>
  createStage({
    still,
    texture: still,
    landmarks,
    tesselation: Uint16Array.of(0, 1, 2),
    seed: 1,
    grain,
  });
const picture = (): Picture => ({ ...still, pixels: new Uint32Array(WIDTH * HEIGHT) });
const skinIn = ({ pixels }: Picture): number => pixels.filter((pixel) => pixel === SKIN).length;

test('out of the picture, nothing of the subject is left in the room', () => {
  const target = picture();
  stage(false).draw({ pose: RESTING, aside: 1 }, target);
  expect(new Set(target.pixels)).toEqual(new Set([WALL]));
});

test('while walking, the subject is seen further to the right', () => {
  const target = picture();
  stage(false).draw({ pose: RESTING, aside: 0.5 }, target);
  const columns = [...target.pixels.keys()].filter((i) => target.pixels[i] === SKIN);
  expect(Math.min(...columns.map((i) => i % WIDTH))).toBeGreaterThan(85);
});

test('without grain two pictures of one pose are the same to the bit', () => {
  const [first, second] = [picture(), picture()];
  const scene = stage(false);
  scene.draw({ pose: RESTING, aside: 0 }, first);
  scene.draw({ pose: RESTING, aside: 0 }, second);
  expect(second.pixels).toEqual(first.pixels);
  expect(skinIn(first)).toBeGreaterThan(1000);
});

test('with grain no two pictures are the same, and none is far from the scene', () => {
  const [first, second] = [picture(), picture()];
  const scene = stage(true);
  scene.draw({ pose: RESTING, aside: 1 }, first);
  scene.draw({ pose: RESTING, aside: 1 }, second);
  expect(second.pixels).not.toEqual(first.pixels);
  const colours = new Uint8Array(first.pixels.buffer).filter((_, i) => i % 4 < 3);
  expect(Math.max(...colours.map((colour) => Math.abs(colour - 0x80)))).toBeLessThanOrEqual(4);
});
