// Cosines of many templates with one, by onnxruntime on one core. API, CLI.

import { InferenceSession, Tensor } from 'onnxruntime-node';
import { TEMPLATE_LENGTH } from '#core/identity/index.ts';
import { productModel } from './product-model.ts';
import type { Product } from './product.ts';

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
