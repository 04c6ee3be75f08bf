// A head and a sheet are turned in three dimensions and pictured in perspective; the mesh follows them to within a pixel.
import { describe, expect, it } from 'vitest';
import type { Landmarks } from '#core/frame/index.ts';
import { cuePolicy } from './policy.ts';
import { createRandom } from './testing/random.ts';
import { fitPlane } from './plane-fit.ts';
import { faceOutline, readTurnedPlane } from './turned-plane.ts';

const { denyAt } = cuePolicy['turned-plane'];
const POINTS = 478;
/** Distance of the camera and radius of the head, in centimetres; pixels a centimetre at that distance; error of the mesh in pixels. */
const CAMERA = 50;
const HEAD = 8;
const SCALE = 14;
const ERROR = 0.5;

type Depth = (x: number, y: number) => number;
const sheet: Depth = () => 0;
/** An ellipsoid with a nose. */
const head: Depth = (x, y) =>
  Math.sqrt(Math.max(0, HEAD ** 2 - x ** 2 - (0.7 * y) ** 2)) +
  2.5 * Math.exp(-(x ** 2 + (y - 1) ** 2) / 2);

function pictured(depth: Depth, degrees: number, seed: number): Landmarks {
  const random = createRandom(seed);
  const places = createRandom(7);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const points = new Float32Array(3 * POINTS);
  for (let i = 0; i < POINTS; i += 1) {
    let [x, y] = [places.between(-5.5, 5.5), places.between(-7, 7)];
    // The corners of the eyes are the unit of length.
    if (i === 33) [x, y] = [-4.5, -2];
    if (i === 263) [x, y] = [4.5, -2];
    const z = depth(x, y);
    const away = CAMERA - (z * cos - x * sin);
    points[3 * i] = 320 + (SCALE * CAMERA * (x * cos + z * sin)) / away + ERROR * random.normal();
    points[3 * i + 1] = 240 + (SCALE * CAMERA * y) / away + ERROR * random.normal();
  }
  return { kind: 'landmarks', points, presence: 17 };
}

const outlines = (depth: Depth, angles: readonly number[]) =>
  angles.map((degrees, i) => faceOutline(pictured(depth, degrees, i + 1)));

describe('the plane cue', () => {
  it('sees a sheet that is turned before the camera', () => {
    const reading = readTurnedPlane(outlines(sheet, [0, 10, 20, 30, 35, 25, 5, -5]));
    expect(reading).toMatchObject({ kind: 'read', species: 'unknown' });
    expect(reading.kind === 'read' && reading.strength > denyAt).toBe(true);
  });

  it('sees none in a head that turns as far', () => {
    const reading = readTurnedPlane(outlines(head, [0, 10, 20, 30, 35, 25, 5, -5]));
    expect(reading.kind === 'read' && reading.strength < denyAt / 2).toBe(true);
  });

  it.each([
    ['a head', head],
    ['a sheet', sheet],
  ])('says nothing of %s that hardly moves', (_, depth) => {
    expect(readTurnedPlane(outlines(depth, [0, 1, -1, 2, 0, 1, -2, 0]))).toMatchObject({
      kind: 'unavailable',
      reason: 'too-little-motion',
    });
  });

  it('does not take a sheet that is shifted, tilted and brought nearer for one that is turned', () => {
    const [still] = outlines(sheet, [0]);
    const { points } = pictured(sheet, 0, 9);
    const moved = points.map((value, i) => 1.4 * value + (i % 3 === 0 ? 50 : -20));
    const fit = fitPlane(
      still ?? new Float32Array(),
      faceOutline({ kind: 'landmarks', points: moved, presence: 17 }),
    );
    expect(fit?.distortion).toBeLessThan(0.01);
  });
});

describe('a fit of points that lie in one place', () => {
  it('is none', () => {
    expect(fitPlane(new Float32Array(40), new Float32Array(40))).toBeNull();
  });
});
