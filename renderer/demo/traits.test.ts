import { expect, test } from 'vitest';
import { drawTraits, type CameraTraits } from './traits.ts';

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

test('one seed is one subject and one camera', () => {
  expect(drawTraits(5)).toEqual(drawTraits(5));
  expect(drawTraits(5)).not.toEqual(drawTraits(6));
});

test.each<readonly [keyof CameraTraits, number, number]>([
  ['fps', 10, 30],
  ['size', 0.82, 1.12],
  ['exposure', -0.5, 0.4],
  ['grain', 0.2, 1],
])('over many seeds %s goes from %f to %f', (trait, least, most) => {
  const values = SEEDS.map((seed) => drawTraits(seed).camera[trait]);
  const room = (most - least) * 0.03;
  expect(Math.min(...values)).toBeGreaterThanOrEqual(least);
  expect(Math.min(...values)).toBeLessThan(least + room);
  expect(Math.max(...values)).toBeLessThan(most);
  expect(Math.max(...values)).toBeGreaterThan(most - room);
});

test('nobody reacts sooner than people do', () => {
  for (const seed of SEEDS) expect(drawTraits(seed).temper.reaction[0]).toBeGreaterThanOrEqual(250);
});
