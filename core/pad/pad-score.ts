// What one frame says about presentation attacks. Pure; runs in every process.

declare const unit: unique symbol;

/** Score of presentation attack detection in [0, 1]: higher is more likely bona fide. The one orientation anywhere. */
export type PadScore = number & { readonly [unit]: 'pad-score' };

/** Makes a score of a model's probability. Throws on anything outside [0, 1], NaN included: that is a bug, not evidence. */
export function padScore(value: number): PadScore {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`not a PAD score: ${value}`);
  return value as PadScore;
}

/** The models of the ensemble, by the name that the asset manifest gives them. */
export const PAD_MODELS = ['minifas_v2_se_128', 'minifasnet_v2_80'] as const;
export type PadModel = (typeof PAD_MODELS)[number];

/** Why a number is missing. A missing score is never a number. */
export type UnavailableReason = 'not-requested' | 'no-face' | 'model-failed' | 'worker-down';

export interface Unavailable {
  readonly kind: 'unavailable';
  readonly reason: UnavailableReason;
}

export const unavailable = (reason: UnavailableReason): Unavailable => ({
  kind: 'unavailable',
  reason,
});

/** The ensemble's judgement of one frame, or why there is none. */
export type PadEvidence =
  | {
      readonly kind: 'scored';
      readonly score: PadScore;
      readonly models: Readonly<Record<PadModel, PadScore>>;
    }
  | Unavailable;

/** Kinds of presentation attack instrument (ISO/IEC 30107-3). Reported only where a cue supports it, else `unknown`. */
export const PAI_SPECIES = [
  'print',
  'replay',
  'cutout',
  'mask-2d',
  'mask-3d',
  'composite',
  'deepfake',
  'synthetic',
  'injection',
  'unknown',
] as const;
export type PaiSpecies = (typeof PAI_SPECIES)[number];
