import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { padScore, type PadScore } from '#core/pad/index.ts';
import { fuse, fuseNewest, meanScore, type FusionPolicy } from './fuse.ts';

const policy: FusionPolicy = { minVotes: 8, window: 8, bonaFideAt: 0.55, attackAt: 0.3 };
const score = fc.double({ min: 0, max: 1, noNaN: true }).map(padScore);
const times = (n: number, value: number): readonly PadScore[] =>
  Array.from({ length: n }, () => padScore(value));

describe('fusion', () => {
  it('never judges fewer votes than the policy asks for', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: policy.minVotes - 1 }), (votes) => {
        expect(fuse(votes, policy)).toEqual({ kind: 'undecided', votes: votes.length });
      }),
    );
  });

  it('does not depend on the order of the votes', () => {
    const shuffledPair = fc
      .array(score, { minLength: 8, maxLength: 30 })
      .chain((votes) =>
        fc.tuple(
          fc.constant(votes),
          fc.shuffledSubarray(votes, { minLength: votes.length, maxLength: votes.length }),
        ),
      );
    fc.assert(
      fc.property(shuffledPair, ([votes, shuffled]) => {
        expect(fuse(shuffled, policy).kind).toBe(fuse(votes, policy).kind);
      }),
    );
  });

  it('calls a window bona fide only at or above its point and attack only at or below the other', () => {
    fc.assert(
      fc.property(fc.array(score, { minLength: 8, maxLength: 30 }), (votes) => {
        const fused = fuse(votes, policy);
        const mean = Number(meanScore(votes));
        const expected =
          mean >= policy.bonaFideAt
            ? 'bona-fide'
            : mean <= policy.attackAt
              ? 'attack'
              : 'undecided';
        expect(fused.kind).toBe(expected);
      }),
    );
  });

  it('is not flipped by one bad frame among clear ones', () => {
    expect(fuse([...times(7, 0.95), padScore(0)], policy).kind).toBe('bona-fide');
    expect(fuse([...times(7, 0.05), padScore(1)], policy).kind).toBe('attack');
  });

  it('sees an instrument that is swapped in after any number of bona fide frames within one window', () => {
    expect(fuseNewest([...times(100, 1), ...times(8, 0.1)], policy).kind).toBe('attack');
  });

  it('has no score without votes', () => {
    expect(meanScore([])).toBeNull();
  });
});
