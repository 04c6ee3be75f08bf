// Draws the challenges of a session. Pure: the randomness comes from the caller. Main process.

import { isTurn, type Action } from '#core/challenge/index.ts';
import type { SessionPolicy } from './policy.ts';

/** An integer in [0, below), every value equally likely. A kiosk's is cryptographically secure. */
export type PickIndex = (below: number) => number;

/**
 * `count` different challenges in random order, none at the place that it had in `before`: whoever was denied is not asked the same
 * again. Throws where the policy cannot be met: that is a mistake in the policy.
 */
export function drawChallenges(
  draw: SessionPolicy['draw'],
  pick: PickIndex,
  before: readonly Action[] = [],
): readonly Action[] {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const drawn = drawOnce(draw, pick);
    if (drawn.every((action, i) => action !== before[i])) return drawn;
  }
  return drawOnce(draw, pick);
}

/** A third or more of all draws differ from the one before; beyond this many misses the policy has nothing else to offer. */
const MAX_TRIES = 64;

function drawOnce(
  { from, count, atLeastOneTurn }: SessionPolicy['draw'],
  pick: PickIndex,
): readonly Action[] {
  const drawn = shuffled(from, pick).slice(0, count);
  if (count < 1 || drawn.length < count) {
    throw new RangeError(`cannot draw ${count} of ${from.length} challenges`);
  }
  if (!atLeastOneTurn || drawn.some(isTurn)) return drawn;
  const [turn] = shuffled(from.filter(isTurn), pick);
  if (turn === undefined) throw new RangeError('no head turn to draw from');
  return drawn.with(pick(count), turn);
}

function shuffled<T>(items: readonly T[], pick: PickIndex): readonly T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(pick(rest.length), 1));
}
