// One presentation of an evaluation: what was shown to the camera, and what the engine made of it. Pure; CLI.

import type { PadScore, PaiSpecies } from '#core/pad/index.ts';
import type { Outcome } from '#core/session/index.ts';

/** What was presented: a subject, or an instrument of a species. */
export type Presented = 'bona-fide' | PaiSpecies;

export interface Presentation {
  readonly presented: Presented;
  readonly outcome: Outcome;
  /** Null without a judgement. */
  readonly score: PadScore | null;
  /** Deny-only evidence made an attack of it: at no threshold would it pass, whatever its score. */
  readonly denied: boolean;
}

/** The species that were presented, in the order of their first presentation. */
export const speciesOf = (presentations: readonly Presentation[]): readonly PaiSpecies[] => [
  ...new Set(
    presentations.flatMap(({ presented }) => (presented === 'bona-fide' ? [] : [presented])),
  ),
];
