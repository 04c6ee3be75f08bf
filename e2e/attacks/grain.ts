// The noise of a sensor on a picture that has none of its own from frame to frame. Node.

import { createRandom } from '#renderer/demo/random.ts';
import type { Pixels } from './presentation.ts';

/** Standard deviation in 8-bit steps: a webcam indoors (2 to 4 before its own noise reduction). */
const DEVIATION = 2;
const LENGTH = 1 << 16;

export function withGrain(seed: number): (pixels: Pixels) => Pixels {
  const random = createRandom(seed);
  // The sum of twelve uniform draws is close enough to a normal one.
  const normal = () =>
    Array.from({ length: 12 }, () => random.between(0, 1)).reduce((a, b) => a + b, -6);
  const grain = Int8Array.from({ length: LENGTH }, () => Math.round(DEVIATION * normal()));
  return ({ width, height, data }) => {
    const noisy = new Uint8ClampedArray(data.length);
    let g = Math.floor(random.between(0, LENGTH));
    for (let i = 0; i < data.length; i += 4) {
      for (let c = 0; c < 3; c += 1) {
        noisy[i + c] = (data[i + c] ?? 0) + (grain[(g += 1) & (LENGTH - 1)] ?? 0);
      }
      noisy[i + 3] = 255;
    }
    return { width, height, data: new Uint8Array(noisy.buffer) };
  };
}
