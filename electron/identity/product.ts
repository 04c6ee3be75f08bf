// What a search is made of: cosines of many templates with one. Main process, API, CLI.

/** `templates` by columns: the first number of each, then the second of each… One cosine each. Neither may change before it resolves. */
export type Product = (templates: Float32Array, presented: Float32Array) => Promise<Float32Array>;

/**
 * Of a sum of 128 products of float32, in whichever order, when both vectors have length 1: 128 × 2⁻²⁴, rounded up
 * (Higham 2002, §3.1).
 */
export const PRODUCT_ERROR = 1e-5;
