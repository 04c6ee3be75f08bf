// Who a live subject was found to be, and why that is not enough to let them in. Pure; runs in every process.

import type { Identification, Match } from './face.ts';
import type { Sameness } from './sameness.ts';

/** What a door asks of its subjects: liveness alone, or also who they are; 1:1 is of whom their badge or PIN says that they are. */
export const IDENTITY_DEMANDS = ['liveness', 'one-to-many', 'one-to-one'] as const;
export type IdentityDemand = (typeof IDENTITY_DEMANDS)[number];

/** Why nobody is let in although the subject is bona fide: a reason of the decision. */
export const IDENTITY_REFUSALS = [
  // Nobody who is enrolled; in 1:1, nobody is enrolled under this badge or PIN.
  'identity-unknown',
  // Another person than the badge or PIN says.
  'identity-mismatch',
  // Between the points, or two people resemble the subject, or the session's frames do not agree.
  'identity-unsure',
  // The register or the models could not be asked.
  'identity-unavailable',
] as const;
export type IdentityRefusal = (typeof IDENTITY_REFUSALS)[number];

/** What is kept of it with the decision. Without a refusal somebody was recognised, and that is `externalId`. */
export interface IdentityFinding {
  readonly demand: Exclude<IdentityDemand, 'liveness'>;
  readonly refusal: IdentityRefusal | null;
  /** Who was recognised, or in 1:1 whose badge or PIN it was. Of a search that failed nobody is named. */
  readonly externalId: string | null;
  /** Cosine with the best match; null where there is none. */
  readonly similarity: number | null;
  /** How far ahead of anybody else the best match is; null where there is nobody else, and in 1:1. */
  readonly margin: number | null;
}

/** 1:N over one frame. */
export function foundByEverybody({ matches, margin, same }: Identification): IdentityFinding {
  const [best] = matches;
  const refusal = best === undefined ? 'identity-unknown' : REFUSALS[same];
  return {
    demand: 'one-to-many',
    refusal,
    externalId: refusal === null ? (best?.externalId ?? null) : null,
    similarity: best?.similarity ?? null,
    margin,
  };
}

const REFUSALS: Readonly<Record<Sameness, IdentityRefusal | null>> = {
  yes: null,
  unsure: 'identity-unsure',
  no: 'identity-unknown',
};

/** 1:1 over one frame; `match` is null where nobody is enrolled under that name. */
export function foundByClaim(claimed: string, match: Match | null): IdentityFinding {
  const finding = { demand: 'one-to-one', externalId: claimed, margin: null } as const;
  if (match === null) return { ...finding, refusal: 'identity-unknown', similarity: null };
  const refusal = match.same === 'no' ? 'identity-mismatch' : REFUSALS[match.same];
  // A match under another name is nobody's who was asked for.
  const isTheirs = match.externalId === claimed;
  return {
    ...finding,
    refusal: isTheirs ? refusal : 'identity-unsure',
    similarity: match.similarity,
  };
}

/**
 * Of several frames of one session. Each can only refuse: somebody is recognised where every frame recognises the same person, and what
 * is kept is the weakest of them. Without a frame nobody is.
 */
export function agreed(
  findings: readonly IdentityFinding[],
  demand: IdentityFinding['demand'],
): IdentityFinding {
  const weakest = findings.reduce<IdentityFinding | null>(weaker, null);
  if (weakest === null) return unfound(demand, 'identity-unsure');
  const refused = findings.find(({ refusal }) => refusal !== null);
  if (refused !== undefined) return refused;
  const isOne = findings.every(({ externalId }) => externalId === weakest.externalId);
  return isOne && weakest.externalId !== null
    ? weakest
    : { ...weakest, refusal: 'identity-unsure', externalId: null };
}

const weaker = (weakest: IdentityFinding | null, next: IdentityFinding): IdentityFinding =>
  weakest === null || (next.similarity ?? -1) < (weakest.similarity ?? -1) ? next : weakest;

/** Where nothing could be compared. */
export const unfound = (
  demand: IdentityFinding['demand'],
  refusal: 'identity-unsure' | 'identity-unavailable',
  externalId: string | null = null,
): IdentityFinding => ({ demand, refusal, externalId, similarity: null, margin: null });
