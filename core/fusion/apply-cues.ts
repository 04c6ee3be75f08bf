// The cues' say in a judgement: they can make an attack of it and name the instrument, never clear it. Pure; main process, CLI, API.

import type { Cue, CuePolicy, CueReading, PaiSpecies } from '#core/pad/index.ts';
import type { Fused } from './fuse.ts';

/** The instrument of an attack. `confidence` is that of the species, in [0, 1]: 0 where nothing supports one. */
export interface Pai {
  readonly species: PaiSpecies;
  readonly confidence: number;
}

export interface Cued {
  readonly fused: Fused;
  /** Null for everything that is no attack. */
  readonly pai: Pai | null;
  /** The cue that made an attack of it; null where the ensemble did, or where it is none. */
  readonly denier: Cue | null;
}

type Read = Extract<CueReading, { kind: 'read' }>;

/**
 * Deny-only. The score stays as the models gave it: whoever reports it beside an attack caps it below the threshold. What has no score
 * has not been judged, and cues do not judge it either.
 */
export function applyCues(fused: Fused, readings: readonly CueReading[], policy: CuePolicy): Cued {
  const heard = readings.flatMap((reading) =>
    reading.kind === 'read' && policy[reading.cue].isOn ? [reading] : [],
  );
  const denier = strongest(heard.filter(({ cue, strength }) => strength >= policy[cue].denyAt));
  if (fused.score === null || (fused.kind !== 'attack' && denier === null)) {
    return { fused, pai: null, denier: null };
  }
  const named = heard.filter(
    ({ cue, strength, species }) => species !== 'unknown' && strength >= policy[cue].nameAt,
  );
  return {
    fused: { kind: 'attack', score: fused.score },
    pai: paiOf(strongest(named)),
    denier: fused.kind === 'attack' || denier === null ? null : denier.cue,
  };
}

const strongest = (readings: readonly Read[]): Read | null =>
  readings.toSorted((a, b) => b.strength - a.strength)[0] ?? null;

const paiOf = (named: Read | null): Pai =>
  named === null
    ? { species: 'unknown', confidence: 0 }
    : { species: named.species, confidence: named.strength };
