import { expect, test } from 'vitest';
import { createRandom } from './random.ts';
import { createRasteriser, type Picture, type TexturedMesh } from './rasterise.ts';

const SIZE = 64;
const NOTHING = 0x01020304;

const pictureOf = (at: (x: number, y: number) => number, size = SIZE): Picture => ({
  width: size,
  height: size,
  pixels: Uint32Array.from({ length: size * size }, (_, i) => at(i % size, Math.floor(i / size))),
});
const gradient = (x: number, y: number): number =>
  ((x * 3) | ((y * 3) << 8) | (100 << 16) | (255 << 24)) >>> 0;
const blank = (): Picture => pictureOf(() => NOTHING);

/** A grid of triangles over the picture from `from` to `to`, its inner vertices moved by `jitter`. */
function grid(from: number, to: number, cells: number, jitter = 0): TexturedMesh {
  const random = createRandom(5);
  const step = (to - from) / cells;
  const rest: number[] = [];
  const posed: number[] = [];
  const triangles: number[] = [];
  for (let row = 0; row <= cells; row += 1) {
    for (let column = 0; column <= cells; column += 1) {
      const [x, y] = [from + column * step, from + row * step];
      const isInner = row > 0 && row < cells && column > 0 && column < cells;
      const by = (): number => (isInner ? random.between(-jitter, jitter) : 0);
      rest.push(x, y, 0);
      posed.push(x + by(), y + by(), 0);
      if (row === cells || column === cells) continue;
      const a = row * (cells + 1) + column;
      const below = a + cells + 1;
      triangles.push(a, a + 1, below + 1, a, below + 1, below);
    }
  }
  return {
    rest: Float32Array.from(rest),
    posed: Float32Array.from(posed),
    triangles: Uint16Array.from(triangles),
  };
}

test('a mesh at rest draws the texture as it is', () => {
  const target = blank();
  const texture = pictureOf(gradient);
  createRasteriser(texture, SIZE).draw(grid(0, SIZE, 7), target);
  expect(target.pixels.filter((pixel, i) => pixel !== texture.pixels[i])).toHaveLength(0);
});

test('however the inner vertices move, no crack opens between triangles', () => {
  const target = blank();
  createRasteriser(
    pictureOf(() => 0xff336699),
    SIZE,
  ).draw(grid(8, 56, 9, 2), target);
  for (let y = 8; y < 56; y += 1) {
    for (let x = 8; x < 56; x += 1) expect(target.pixels[y * SIZE + x]).toBe(0xff336699);
  }
});

test('nothing is drawn outside the mesh', () => {
  const target = blank();
  createRasteriser(pictureOf(gradient), SIZE).draw(grid(8, 56, 9, 2), target);
  const outside = [...target.pixels.keys()].filter((i) => {
    const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
    return x < 8 || x >= 56 || y < 8 || y >= 56;
  });
  expect(outside.every((i) => target.pixels[i] === NOTHING)).toBe(true);
});

test('a mesh that leaves the picture is cut off at its edge', () => {
  const mesh = grid(0, SIZE, 4);
  const target = blank();
  const posed = mesh.posed.map((value, i) => (i % 3 === 2 ? value : value * 3 - SIZE));
  createRasteriser(
    pictureOf(() => 0xff111111),
    SIZE,
  ).draw({ ...mesh, posed }, target);
  expect(new Set(target.pixels)).toEqual(new Set([0xff111111]));
});

test('of two triangles the nearer one covers the farther, in whichever order they come', () => {
  const triangleAt = (z: number): number[] => [0, 0, z, SIZE * 2, 0, z, 0, SIZE * 2, z];
  // The texture is dark on its left and light on its right: each triangle samples one spot.
  const texture = pictureOf((x) => (x < SIZE / 2 ? 0xff000000 : 0xffffffff));
  const spot = (x: number): number[] => [x, 5, 0, x, 5, 0, x, 5, 0];
  for (const triangles of [
    [0, 1, 2, 3, 4, 5],
    [3, 4, 5, 0, 1, 2],
  ]) {
    const target = blank();
    createRasteriser(texture, SIZE).draw(
      {
        posed: Float32Array.from([...triangleAt(10), ...triangleAt(-10)]),
        rest: Float32Array.from([...spot(5), ...spot(60)]),
        triangles: Uint16Array.from(triangles),
      },
      target,
    );
    expect(target.pixels[10 * SIZE + 10]).toBe(0xffffffff);
  }
});
