// Whether a live person may be enrolled under a name, given who is enrolled already. Pure; main process.

import type { Identification, Match } from './face.ts';

export interface Enrolled {
  /** The best match among those under the same name; null where nobody is. */
  readonly sameName: Match | null;
  /** Among everybody. */
  readonly anybody: Identification;
}

export type EnrolmentLeave =
  | {
      readonly kind: 'may';
      /** Whom they resemble so much that 1:N will be unsure of both; null where it is nobody. */
      readonly resembles: string | null;
    }
  /** Under this name somebody else is enrolled. */
  | { readonly kind: 'refused'; readonly reason: 'another-person' };

/** Another picture of the same person is welcome; of whoever is not clearly another, the operator knows better. */
export function mayEnrol(
  externalId: string,
  { sameName, anybody: { matches } }: Enrolled,
): EnrolmentLeave {
  if (sameName?.same === 'no') return { kind: 'refused', reason: 'another-person' };
  const other = matches.find((match) => match.externalId !== externalId && match.same === 'yes');
  return { kind: 'may', resembles: other?.externalId ?? null };
}
