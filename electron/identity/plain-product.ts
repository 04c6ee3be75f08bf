// Cosines of many templates with one, in plain JavaScript: for a kiosk, whose main process leaves onnxruntime to its worker. Main process.

import { TEMPLATE_LENGTH } from '#core/identity/index.ts';
import type { Product } from './product.ts';

/** 20 ms for 100,000 faces (docs/identity.md): a person at a door does not notice, and no native library can end the kiosk. */
export const plainProduct: Product = async (templates, presented) => {
  const count = templates.length / TEMPLATE_LENGTH;
  const cosines = new Float32Array(count);
  for (let i = 0; i < TEMPLATE_LENGTH; i += 1) {
    const factor = presented[i] ?? NaN;
    const row = templates.subarray(i * count, (i + 1) * count);
    for (let column = 0; column < count; column += 1) {
      cosines[column] = (cosines[column] ?? NaN) + factor * (row[column] ?? NaN);
    }
  }
  return cosines;
};
