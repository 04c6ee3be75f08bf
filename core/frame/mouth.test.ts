import { describe, expect, it } from 'vitest';
import { mouthShape } from './mouth.ts';

/** An upright face of 100 px between the outer corners of its eyes, then tilted, scaled and moved. */
function mesh(opening: number, { tilt = 0, scale = 1, shift = 0 } = {}) {
  const places = [
    { point: 33, x: 0, y: 0 },
    { point: 263, x: 100, y: 0 },
    { point: 1, x: 50, y: 45 },
    { point: 61, x: 22, y: 80 },
    { point: 291, x: 78, y: 80 },
    { point: 13, x: 50, y: 78 - opening / 2 },
    { point: 14, x: 50, y: 78 + opening / 2 },
  ];
  const points = new Float32Array(478 * 3);
  const [c, s] = [Math.cos(tilt), Math.sin(tilt)];
  for (const { point, x, y } of places) {
    points[3 * point] = scale * (x * c - y * s) + shift;
    points[3 * point + 1] = scale * (x * s + y * c) + shift;
  }
  return { kind: 'landmarks', points, presence: 17 } as const;
}

describe('the shape of a mouth', () => {
  it('is told in distances of the eyes', () => {
    const { width, drop, opening } = mouthShape(mesh(12));
    expect(width).toBeCloseTo(0.56, 5);
    expect(drop).toBeCloseTo(0.35, 5);
    expect(opening).toBeCloseTo(0.12, 5);
  });

  it.each([{ tilt: 0.4 }, { tilt: -0.6 }, { scale: 2.5 }, { shift: 300 }])(
    'is the same in a picture changed by %o',
    (change) => {
      const plain = mouthShape(mesh(12));
      const changed = mouthShape(mesh(12, change));
      expect(changed.width).toBeCloseTo(plain.width, 4);
      expect(changed.drop).toBeCloseTo(plain.drop, 4);
      expect(changed.opening).toBeCloseTo(plain.opening, 4);
    },
  );
});
