// The error rates of ISO/IEC 30107-3 from a confusion table, each with its exact interval. Pure; CLI.

import type { PaiSpecies } from '#core/pad/index.ts';
import type { Confusion, Tally } from './confusion.ts';
import { exactRate, type BetaQuantile, type Rate } from './exact-rate.ts';

/** Rates are proportions of all presentations of their row, and null where it has none. */
export interface ErrorRates {
  readonly bonaFide: BonaFideRates;
  /** The worst species first. */
  readonly attacks: readonly SpeciesRates[];
  /** The headline: what an attacker who knows the system would bring. Null where no attack was presented. */
  readonly worst: SpeciesRates | null;
}

export interface BonaFideRates extends Tally {
  /** Taken for attacks. */
  readonly bpcer: Rate | null;
  /** No verdict. */
  readonly bpnrr: Rate | null;
  /** Not let in, for either reason: abstaining is not free. */
  readonly refused: Rate | null;
}

export interface SpeciesRates extends Tally {
  readonly species: PaiSpecies;
  /** Taken for bona fide. */
  readonly apcer: Rate | null;
  /** No verdict, which lets nobody in. */
  readonly apnrr: Rate | null;
}

export function errorRates(confusion: Confusion, betaQuantile: BetaQuantile): ErrorRates {
  const { bonaFide } = confusion;
  const rate = (count: number, { n }: Tally) => exactRate(count, n, betaQuantile);
  const attacks = confusion.attacks
    .map((row) => ({ ...row, apcer: rate(row.errors, row), apnrr: rate(row.nonResponse, row) }))
    .toSorted(byWorst);
  return {
    bonaFide: {
      ...bonaFide,
      bpcer: rate(bonaFide.errors, bonaFide),
      bpnrr: rate(bonaFide.nonResponse, bonaFide),
      refused: rate(bonaFide.errors + bonaFide.nonResponse, bonaFide),
    },
    attacks,
    worst: attacks[0] ?? null,
  };
}

/** Of two species with one rate the worse is the one with the higher bound: less is known of it. */
function byWorst(a: SpeciesRates, b: SpeciesRates): number {
  const [aRate = 0, , aHigh = 1] = a.apcer ?? [];
  const [bRate = 0, , bHigh = 1] = b.apcer ?? [];
  return bRate - aRate || bHigh - aHigh || (a.species < b.species ? -1 : 1);
}
