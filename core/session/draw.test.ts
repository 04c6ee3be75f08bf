import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTurn, ACTIONS } from '#core/challenge/index.ts';
import { drawChallenges } from './draw.ts';

const picks = fc.infiniteStream(fc.nat({ max: 2 ** 30 })).map((stream) => (below: number) => {
  const { value } = stream.next();
  return Number(value) % below;
});

describe('the draw of challenges', () => {
  it('repeats none and always has a head turn', () => {
    fc.assert(
      fc.property(picks, fc.integer({ min: 1, max: 3 }), (pick, count) => {
        const drawn = drawChallenges({ from: ACTIONS, count, atLeastOneTurn: true }, pick);
        expect(new Set(drawn).size).toBe(count);
        expect(drawn.some(isTurn)).toBe(true);
      }),
    );
  });

  it('asks whoever was denied for something else at every place', () => {
    fc.assert(
      fc.property(picks, (pick) => {
        const policy = { from: ACTIONS, count: 2, atLeastOneTurn: true };
        const before = drawChallenges(policy, pick);
        const again = drawChallenges(policy, pick, before);
        expect(again.filter((action, i) => action === before[i])).toEqual([]);
      }),
    );
  });

  it('repeats itself rather than fail where the policy has nothing else to offer', () => {
    const policy = { from: ['LOOK LEFT'], count: 1, atLeastOneTurn: true } as const;
    expect(drawChallenges(policy, () => 0, ['LOOK LEFT'])).toEqual(['LOOK LEFT']);
  });

  it('can start with every action', () => {
    const policy = { from: ACTIONS, count: 2, atLeastOneTurn: true };
    const firsts = Array.from({ length: 36 }, (_, i) => {
      const picks = [i % 6, Math.floor(i / 6)];
      return drawChallenges(policy, (below) => (picks.shift() ?? 0) % below)[0];
    });
    expect(new Set(firsts)).toEqual(new Set(ACTIONS));
  });

  it('refuses a policy that it cannot meet', () => {
    expect(() =>
      drawChallenges({ from: ['BLINK'], count: 2, atLeastOneTurn: false }, () => 0),
    ).toThrow('cannot draw 2 of 1');
    expect(() =>
      drawChallenges({ from: ['BLINK'], count: 1, atLeastOneTurn: true }, () => 0),
    ).toThrow('no head turn');
  });
});
