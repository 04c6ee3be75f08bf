// Evidence of many frames into one judgement. Pure; main process, CLI.

import { padScore, type PadEvidence, type PadScore } from '#core/pad/index.ts';
import type { FusionPolicy } from './policy.ts';

/** What one acceptable frame says: the ensemble's score, and that of the model that likes it least. */
export interface Vote {
  readonly score: PadScore;
  readonly lowest: PadScore;
}

export type Fused =
  | { readonly kind: 'undecided'; readonly score: PadScore | null }
  | { readonly kind: 'bona-fide' | 'attack'; readonly score: PadScore };

/** Beyond these log-odds (0.018 and 0.982) a model's certainty is its calibration's fault, not evidence. */
const MAX_LOG_ODDS = 4;
/** Share of the votes that is set aside at either end: a single frame, bad or good, moves nothing. */
const TRIM = 0.25;

/** The vote of a frame, or null where it has no score: no number stands for "unknown". */
export function voteOf(pad: PadEvidence): Vote | null {
  if (pad.kind !== 'scored') return null;
  const { minifas_v2_se_128, minifasnet_v2_80 } = pad.models;
  return { score: pad.score, lowest: padScore(Math.min(minifas_v2_se_128, minifasnet_v2_80)) };
}

/** Fuses votes of acceptable frames; their order does not matter. Between the two points of the policy it abstains. */
export function fuse(votes: readonly Vote[], policy: FusionPolicy): Fused {
  const score = fusedScore(votes);
  if (score === null || votes.length < policy.minVotes) return { kind: 'undecided', score };
  if (score <= policy.attackAt) return { kind: 'attack', score };
  const agreed = policy.modelsMustAgreeAt === null || lowestOf(votes) >= policy.modelsMustAgreeAt;
  return { kind: score >= policy.bonaFideAt && agreed ? 'bona-fide' : 'undecided', score };
}

/** The newest votes of a running session, judged together: an instrument that is swapped in shows within one window. */
export const fuseNewest = (votes: readonly Vote[], policy: FusionPolicy): Fused =>
  fuse(votes.slice(-policy.window), policy);

/** The score of all votes together, in [0, 1]; null without votes. */
export const fusedScore = (votes: readonly Vote[]): PadScore | null =>
  midmean(votes.map(({ score }) => score));

const lowestOf = (votes: readonly Vote[]): number =>
  midmean(votes.map(({ lowest }) => lowest)) ?? 0;

/** The mean of the middle half of the log-odds: of eight votes the two highest and the two lowest say nothing. Null without scores. */
export function midmean(scores: readonly PadScore[]): PadScore | null {
  const [first, ...rest] = scores;
  // A single score has nothing to be weighed against: it stays what the models said.
  if (first === undefined || rest.length === 0) return first ?? null;
  const odds = scores.map(logOdds).toSorted((a, b) => a - b);
  const trimmed = Math.floor(odds.length * TRIM);
  const middle = odds.slice(trimmed, odds.length - trimmed);
  const mean = middle.reduce((sum, value) => sum + value, 0) / middle.length;
  return padScore(1 / (1 + Math.exp(-mean)));
}

const logOdds = (score: PadScore): number =>
  Math.min(MAX_LOG_ODDS, Math.max(-MAX_LOG_ODDS, Math.log(score / (1 - score))));
