// The confusion table: per row of what was presented, how often it was taken for the other, and how often nothing was said. Pure; CLI.

import type { PaiSpecies } from '#core/pad/index.ts';
import { speciesOf, type Presentation, type Presented } from './presentation.ts';

export interface Tally {
  /** Presentations, those without a response among them. */
  readonly n: number;
  /** Attacks taken for bona fide, or bona fide taken for attacks. */
  readonly errors: number;
  /** No verdict: a capture issue, missing evidence, or an abstention. */
  readonly nonResponse: number;
}

export interface Confusion {
  readonly bonaFide: Tally;
  /** One row a species that was presented: an average over species would hide the one that passes. */
  readonly attacks: readonly (Tally & { readonly species: PaiSpecies })[];
}

export function confusionOf(presentations: readonly Presentation[]): Confusion {
  return {
    bonaFide: tally(presentations, 'bona-fide', 'attack'),
    attacks: speciesOf(presentations).map((species) => ({
      species,
      ...tally(presentations, species, 'bona-fide'),
    })),
  };
}

function tally(
  presentations: readonly Presentation[],
  presented: Presented,
  error: 'bona-fide' | 'attack',
): Tally {
  const row = presentations.filter((presentation) => presentation.presented === presented);
  const count = (outcome: Presentation['outcome']) =>
    row.filter((presentation) => presentation.outcome === outcome).length;
  return { n: row.length, errors: count(error), nonResponse: count('non-response') };
}
