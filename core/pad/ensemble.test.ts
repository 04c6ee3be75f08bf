import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ensembleOf, softmax } from './ensemble.ts';
import { padScore } from './pad-score.ts';

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const logits = fc.array(fc.double({ min: -80, max: 80, noNaN: true }), {
  minLength: 2,
  maxLength: 3,
});

describe('the ensemble', () => {
  it('is the mean of both models, and keeps what each said', () => {
    fc.assert(
      fc.property(probability, probability, (a, m) => {
        const evidence = ensembleOf({
          minifas_v2_se_128: padScore(a),
          minifasnet_v2_80: padScore(m),
        });
        expect(evidence).toEqual({
          kind: 'scored',
          score: (a + m) / 2,
          models: { minifas_v2_se_128: a, minifasnet_v2_80: m },
        });
      }),
    );
  });

  it.each([
    ['the first', 'failed', padScore(1)],
    ['the second', padScore(1), 'failed'],
    ['both', 'failed', 'failed'],
  ] as const)('has no score when %s of its models failed', (_which, a, m) => {
    const evidence = ensembleOf({ minifas_v2_se_128: a, minifasnet_v2_80: m });
    expect(evidence).toEqual({ kind: 'unavailable', reason: 'model-failed' });
  });
});

describe('softmax', () => {
  it('gives probabilities in the order of the logits', () => {
    fc.assert(
      fc.property(logits, (values) => {
        const probabilities = softmax(values);
        expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1);
        const highest = values.indexOf(Math.max(...values));
        expect(probabilities[highest]).toBe(Math.max(...probabilities));
      }),
    );
  });

  it('knows the logits of equal and of opposed classes', () => {
    expect(softmax([3, 3])).toEqual([0.5, 0.5]);
    expect(softmax([Math.log(3), 0])[0]).toBeCloseTo(0.75);
  });

  it('does not overflow', () => {
    expect(softmax([1000, 0])).toEqual([1, 0]);
  });

  it.each([[NaN], [Infinity], [-Infinity]])('takes %d for the bug that it is', (value) => {
    expect(() => softmax([0, value])).toThrow(RangeError);
  });
});

describe('a PAD score', () => {
  it.each([[-0.01], [1.01], [NaN]])('is never %d', (value) => {
    expect(() => padScore(value)).toThrow(RangeError);
  });
});
