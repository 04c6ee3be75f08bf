import { describe, expect, it } from 'vitest';
import { createPowerSpectra } from './power-spectrum.ts';
import { createRandom } from './testing/random.ts';

const SIDE = 8;

function noise(seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: SIDE * SIDE }, () => random.between(0, 255));
}

/** The definition, term by term, on the tapered picture without its mean. */
function powerAt(picture: Float32Array, u: number, v: number): number {
  const mean = picture.reduce((sum, value) => sum + value, 0) / picture.length;
  const hann = (i: number) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / SIDE);
  let [re, im] = [0, 0];
  for (const [i, value] of picture.entries()) {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    const tapered = (value - mean) * hann(x) * hann(y);
    const angle = (-2 * Math.PI * (u * x + v * y)) / SIDE;
    re += tapered * Math.cos(angle);
    im += tapered * Math.sin(angle);
  }
  return re ** 2 + im ** 2;
}

describe('the power spectra of two pictures', () => {
  it('are those of the definition, for both of them and at every frequency', () => {
    const pictures = [noise(1), noise(2)] as const;
    const spectra = createPowerSpectra(SIDE)(...pictures);
    for (const [k, picture] of pictures.entries()) {
      for (let v = 0; v < SIDE; v += 1) {
        for (let u = 0; u < SIDE; u += 1) {
          const expected = powerAt(picture, u, v);
          const relative =
            Math.abs((spectra[k]?.[v * SIDE + u] ?? NaN) - expected) / (expected + 1);
          expect(relative).toBeLessThan(1e-4);
        }
      }
    }
  });

  it('need a side that is a power of two', () => {
    expect(() => createPowerSpectra(12)).toThrow(RangeError);
  });
});
