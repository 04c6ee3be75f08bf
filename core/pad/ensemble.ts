// The judgement of two PAD models on one frame. Pure; runs in the inference worker.

import {
  padScore,
  unavailable,
  type PadEvidence,
  type PadModel,
  type PadScore,
} from './pad-score.ts';

/** What each model said of the frame: its score, or `failed`. */
export type ModelJudgements = Readonly<Record<PadModel, PadScore | 'failed'>>;

/**
 * The mean of both models' probabilities of a bona fide presentation: they fail on different pictures. When one of them
 * failed there is no evidence, for half an ensemble is a different instrument with error rates nobody measured.
 */
export function ensembleOf(judgements: ModelJudgements): PadEvidence {
  const { minifas_v2_se_128: a, minifasnet_v2_80: m } = judgements;
  if (a === 'failed' || m === 'failed') return unavailable('model-failed');
  return {
    kind: 'scored',
    score: padScore((a + m) / 2),
    models: { minifas_v2_se_128: a, minifasnet_v2_80: m },
  };
}

/** Logits to probabilities. Apply it exactly once: the models put out logits. Throws on anything that is not finite. */
export function softmax(logits: ArrayLike<number>): readonly number[] {
  const values = Array.from(logits);
  const highest = Math.max(...values);
  if (!values.every(Number.isFinite)) throw new RangeError('logits are not finite');
  const weights = values.map((value) => Math.exp(value - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
