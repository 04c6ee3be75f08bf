// Evidence of many frames into one judgement. Pure; main process.

import { padScore, type PadScore } from '#core/pad/index.ts';

/** Operating point of the fusion; the measurement that it rests on stands beside the numbers, in the policy. */
export interface FusionPolicy {
  /** Votes that a judgement needs: fewer are never bona fide and never attack. */
  readonly minVotes: number;
  /** How many of the newest votes are judged together while a session goes on. */
  readonly window: number;
  /** Mean score at and above which a window is bona fide, in [0, 1]. */
  readonly bonaFideAt: number;
  /** Mean score at and below which a window is an attack, in [0, 1]; between the two it is undecided. */
  readonly attackAt: number;
}

export type Fused =
  | { readonly kind: 'undecided'; readonly votes: number }
  | { readonly kind: 'bona-fide' | 'attack'; readonly score: PadScore };

/**
 * Fuses per-frame scores of near-frontal frames. The mean, because that is what was measured to separate clips:
 * averaged over a clip, replays stayed at or below 0.19 and bona fide clips at or above 0.64, while single frames overlap.
 */
export function fuse(votes: readonly PadScore[], policy: FusionPolicy): Fused {
  const score = votes.length < policy.minVotes ? null : meanScore(votes);
  if (score === null) return { kind: 'undecided', votes: votes.length };
  if (score >= policy.bonaFideAt) return { kind: 'bona-fide', score };
  if (score <= policy.attackAt) return { kind: 'attack', score };
  return { kind: 'undecided', votes: votes.length };
}

/** The newest votes of a running session, judged together: an instrument that is swapped in shows within one window. */
export const fuseNewest = (votes: readonly PadScore[], policy: FusionPolicy): Fused =>
  fuse(votes.slice(-policy.window), policy);

/** Mean of the votes, or null where there is none: no number stands for "unknown". */
export function meanScore(votes: readonly PadScore[]): PadScore | null {
  if (votes.length === 0) return null;
  const mean = votes.reduce((sum, vote) => sum + vote, 0) / votes.length;
  // A sum of floats may leave [0, 1] by its last bit.
  return padScore(Math.min(1, Math.max(0, mean)));
}
