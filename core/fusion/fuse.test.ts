import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { padScore, unavailable } from '#core/pad/index.ts';
import { fuse, fusedScore, fuseNewest, voteOf, type Vote } from './fuse.ts';
import { balancedFusion as balanced, stillFusion, strictFusion as strict } from './policy.ts';

const number = fc.double({ min: 0, max: 1, noNaN: true });
const vote = fc.tuple(number, number).map(([a, b]) => both(a, b));
const votes = fc.array(vote, { minLength: balanced.minVotes, maxLength: 40 });

/** A vote of two models that say `a` and `b`. */
function both(a: number, b: number = a): Vote {
  return { score: padScore((a + b) / 2), lowest: padScore(Math.min(a, b)) };
}
const times = (n: number, a: number, b: number = a): readonly Vote[] =>
  Array.from({ length: n }, () => both(a, b));

describe('fusion', () => {
  it('never judges fewer votes than the policy asks for, and no votes have no score', () => {
    fc.assert(
      fc.property(fc.array(vote, { maxLength: balanced.minVotes - 1 }), (few) => {
        expect(fuse(few, balanced).kind).toBe('undecided');
      }),
    );
    expect(fusedScore([])).toBeNull();
  });

  it('does not depend on the order of the votes', () => {
    const shuffled = votes.chain((list) => {
      const whole = { minLength: list.length, maxLength: list.length };
      return fc.tuple(fc.constant(list), fc.shuffledSubarray(list, whole));
    });
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(fuse(other, balanced)).toEqual(fuse(list, balanced));
      }),
    );
  });

  it('is never flipped by one frame among clear ones, whatever that frame says', () => {
    const clear = fc.array(
      fc.double({ min: 0.7, max: 1, noNaN: true }).map((a) => both(a)),
      { minLength: 7, maxLength: 30 },
    );
    fc.assert(
      fc.property(clear, vote, (list, odd) => {
        expect(fuse([...list, odd], balanced).kind).toBe('bona-fide');
        const attack = list.map(({ score }) => both(1 - score));
        expect(fuse([...attack, odd], balanced).kind).toBe('attack');
      }),
    );
  });

  it('rises with every vote that rises', () => {
    fc.assert(
      fc.property(votes, fc.nat(), number, (list, at, to) => {
        const i = at % list.length;
        const raised = list.with(i, both(Math.max(to, list[i]?.score ?? 0)));
        expect(fusedScore(raised)).toBeGreaterThanOrEqual(Number(fusedScore(list)) - 1e-12);
      }),
    );
  });

  it('abstains between its two points', () => {
    expect(fuse(times(8, 0.56), balanced).kind).toBe('bona-fide');
    expect(fuse(times(8, 0.54), balanced).kind).toBe('undecided');
    expect(fuse(times(8, 0.31), balanced).kind).toBe('undecided');
    expect(fuse(times(8, 0.29), balanced).kind).toBe('attack');
  });

  it('does not let one saturated model frame outweigh the rest', () => {
    expect(fuse([...times(5, 0.2), ...times(3, 1)], balanced).kind).not.toBe('bona-fide');
  });

  it('sees an instrument that is swapped in after any number of bona fide frames within one window', () => {
    expect(fuseNewest([...times(100, 1), ...times(8, 0.1)], balanced).kind).toBe('attack');
  });

  it('has no vote of a frame without a score', () => {
    expect(voteOf(unavailable('model-failed'))).toBeNull();
  });
});

describe('the strict policy', () => {
  it('abstains where the models disagree, and judges alike where they agree', () => {
    expect(fuse(times(8, 1, 0.2), balanced).kind).toBe('bona-fide');
    expect(fuse(times(8, 1, 0.2), strict).kind).toBe('undecided');
    expect(fuse(times(8, 0.9), strict).kind).toBe('bona-fide');
    expect(fuse(times(8, 0.1), strict).kind).toBe('attack');
  });

  it('never grants what the balanced one does not', () => {
    fc.assert(
      fc.property(votes, (list) => {
        const granted = fuse(list, strict).kind === 'bona-fide';
        expect(granted && fuse(list, balanced).kind !== 'bona-fide').toBe(false);
      }),
    );
  });
});

describe('the fusion of a still', () => {
  it.each([
    [0.6, 'bona-fide'],
    [0.59, 'undecided'],
    [0.41, 'undecided'],
    [0.39, 'attack'],
  ])('calls %d %s at the default threshold', (score, kind) => {
    expect(fuse([both(score)], stillFusion(0.6, false)).kind).toBe(kind);
  });
});
