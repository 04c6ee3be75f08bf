// Cosines of many templates with one, by onnxruntime on one core. Main process, API, CLI.

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { TEMPLATE_LENGTH } from '#core/identity/index.ts';
import { productModel } from './product-model.ts';

/** `templates` by columns: the first number of each, then the second of each… One cosine each. Neither may change before it resolves. */
export type Product = (templates: Float32Array, presented: Float32Array) => Promise<Float32Array>;

/**
 * Of a sum of 128 products of float32, in whichever order, when both vectors have length 1: 128 × 2⁻²⁴, rounded up
 * (Higham 2002, §3.1).
 */
export const PRODUCT_ERROR = 1e-5;

export async function createProduct(): Promise<Product> {
  const session = await InferenceSession.create(productModel(TEMPLATE_LENGTH), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
  return async (templates, presented) => {
    const count = templates.length / TEMPLATE_LENGTH;
    const { cosines } = await session.run({
      templates: new Tensor('float32', templates, [TEMPLATE_LENGTH, count]),
      presented: new Tensor('float32', presented, [1, TEMPLATE_LENGTH]),
    });
    if (cosines === undefined || !(cosines.data instanceof Float32Array) || cosines.size !== count)
      throw new Error('onnxruntime gave no cosines');
    return cosines.data;
  };
}
