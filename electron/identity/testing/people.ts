// Made-up templates: points on the sphere, and others at a chosen cosine from them. Tests and the benchmark only.

import { normalised, TEMPLATE_LENGTH, type NewFace } from '#core/identity/index.ts';
import { padScore } from '#core/pad/index.ts';

/** The same numbers for the same seed (mulberry32, then Box and Muller's normal distribution). */
export function madeUpTemplate(seed: number): Float32Array {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return normalised(Float32Array.from({ length: TEMPLATE_LENGTH }, normal));
}

/** At this cosine from `template`. */
export function templateAt(template: Float32Array, cosine: number, seed: number): Float32Array {
  const other = madeUpTemplate(seed);
  const along = other.reduce((sum, value, i) => sum + value * (template[i] ?? 0), 0);
  const across = normalised(other.map((value, i) => value - along * (template[i] ?? 0)));
  const aside = Math.sqrt(1 - cosine * cosine);
  return template.map((value, i) => cosine * value + aside * (across[i] ?? 0));
}

export const newFace = (externalId: string, template: Float32Array): NewFace => ({
  externalId,
  template,
  quality: 0.8,
  liveness: { kind: 'checked', score: padScore(0.9) },
  consent: { at: '2026-01-02T03:04:05.000Z', by: 'operator 7', textVersion: 'consent-1' },
  expiresAt: null,
});
