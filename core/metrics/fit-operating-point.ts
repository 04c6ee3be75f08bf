// Fits an operating point into the gap that was measured between bona fide and attack scores. Pure; CLI.

import type { PadScore } from '#core/pad/index.ts';

export interface FitPolicy {
  /** Judged presentations that each side needs. */
  readonly minPerSide: number;
  /** A gap narrower than this is no gap. */
  readonly minGap: number;
  /** Share of the gap that is left between its ends and the points. */
  readonly margin: number;
  /** The highest score of attacks that were measured elsewhere: a camera's own harmless attacks do not unmake those. */
  readonly knownAttackScore: number;
}

/**
 * Of n+1 like presentations each is as likely as any other to be the most extreme, so a further one lies beyond the extreme of
 * n with a probability of 1/(n+1): at 20, below 5%. The quarter of the gap that is left free on either side is for those.
 * Resizing and compressing the sample stills again moved the clear scores by 0.02 and the doubtful ones by 0.09 to 0.25, so a
 * gap narrower than 0.3 is not told from that. Replay clips that were measured on other cameras scored up to 0.19.
 */
export const fitPolicy: FitPolicy = {
  minPerSide: 20,
  minGap: 0.3,
  margin: 0.25,
  knownAttackScore: 0.19,
};

/** `low` is the highest attack score (or the known one, where that is higher), `high` the lowest bona fide score. */
export interface Gap {
  readonly low: number;
  readonly high: number;
}

export type Fit =
  | {
      readonly kind: 'fitted';
      readonly gap: Gap;
      /** At and above: bona fide. At and below: attack. Between the two: no verdict. */
      readonly bonaFideAt: number;
      readonly attackAt: number;
    }
  | { readonly kind: 'too-little' }
  | { readonly kind: 'no-gap'; readonly gap: Gap };

export function fitOperatingPoint(
  bonaFide: readonly PadScore[],
  attacks: readonly PadScore[],
  policy: FitPolicy,
): Fit {
  if (Math.min(bonaFide.length, attacks.length) < policy.minPerSide) return { kind: 'too-little' };
  const low = Math.max(policy.knownAttackScore, ...attacks);
  const high = Math.min(...bonaFide);
  const width = high - low;
  if (width < policy.minGap) return { kind: 'no-gap', gap: { low, high } };
  return {
    kind: 'fitted',
    gap: { low, high },
    bonaFideAt: high - policy.margin * width,
    attackAt: low + policy.margin * width,
  };
}
