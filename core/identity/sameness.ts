// When two face templates are of one person: outside the measured gap yes or no, inside it unsure. Pure; runs in every process.

import type { Match } from './face.ts';

/**
 * [Note: The gap] On 300 labelled pairs the embedder gave two pictures of one person a cosine of at least 0.440 and those of two people at
 * most 0.371. In between nothing was seen, so nothing is claimed. It does not hold for all strangers: two men who look alike come out at up
 * to 0.480, and 0.525 where the face was looked for in a small picture (docs/identity.md). And it is a comparison of one with one: among N
 * enrolled faces a stranger has N chances.
 */
export const SAME_FROM = 0.44;
export const DIFFERENT_UP_TO = 0.371;

export type Sameness = 'yes' | 'no' | 'unsure';

/** Throws on what is no number: a similarity that could not be computed is a bug, not a stranger. */
export function sameness(similarity: number): Sameness {
  if (Number.isNaN(similarity)) throw new RangeError('a similarity that is no number');
  if (similarity >= SAME_FROM) return 'yes';
  return similarity <= DIFFERENT_UP_TO ? 'no' : 'unsure';
}

/** Of a search: two people who both match cannot both be the one who is presented. */
export function identified(best: Match | undefined, anybodyElse: Match | undefined): Sameness {
  if (best === undefined) return 'no';
  return best.same === 'yes' && anybodyElse?.same === 'yes' ? 'unsure' : best.same;
}

/** Cosine of two L2-normalised templates. */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length)
    throw new RangeError(`templates of ${a.length} and ${b.length} numbers`);
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? NaN) * (b[i] ?? NaN);
  return sum;
}

/** The same direction with length 1. Throws where there is no direction. */
export function normalised(template: Float32Array): Float32Array {
  const length = Math.sqrt(cosine(template, template));
  if (!(length > 0 && length < Infinity)) throw new RangeError('a template without a length');
  return template.map((value) => value / length);
}
