// Operating points of the fusion, beside the measurement that they rest on. Pure; main process, CLI.

export interface FusionPolicy {
  /** Votes that a judgement needs: fewer are never bona fide and never attack. */
  readonly minVotes: number;
  /** How many of the newest votes are judged together while a session goes on. */
  readonly window: number;
  /** Fused score at and above which the votes are bona fide, in [0, 1]. */
  readonly bonaFideAt: number;
  /** Fused score at and below which they are an attack; between the two the fusion abstains. */
  readonly attackAt: number;
  /** Where set, the fused score of the less convinced model must reach this too before anything is bona fide. */
  readonly modelsMustAgreeAt: number | null;
}

/**
 * Clips, and the passive phase of a kiosk. Measured on the recorded people: windows of eight votes score at least 0.597; averaged
 * over a clip, replays stayed at or below 0.19. Both points lie inside that gap and leave room between them to abstain.
 */
export const balancedFusion: FusionPolicy = {
  minVotes: 8,
  window: 8,
  bonaFideAt: 0.55,
  attackAt: 0.3,
  modelsMustAgreeAt: null,
};

/**
 * Both models must agree. On stills the lesser of the two scores halves the print and replay errors and raises the rejection of
 * bona fide from 0% to 5%; on the recorded people one clip of four has windows in which they disagree, and then it abstains.
 */
export const strictFusion: FusionPolicy = { ...balancedFusion, modelsMustAgreeAt: 0.5 };

/** Where a camera's own material puts the two points. */
export type FusionPoints = Pick<FusionPolicy, 'bonaFideAt' | 'attackAt'>;

/** How files are judged. */
export interface Judging {
  /** Bona fide at and above this score, in [0, 1]. */
  readonly threshold: number;
  /** Both models must agree before anything is bona fide. */
  readonly strict: boolean;
  /** In place of the points that follow from the threshold; null, each, where the threshold holds. */
  readonly calibrated?: {
    readonly still: FusionPoints | null;
    readonly clip: FusionPoints | null;
  } | null;
}

/** A single picture has one vote; nobody can take it again. The points are the still's threshold and 0.2 below it. */
export function stillFusion(
  threshold: number,
  strict: boolean,
  points: FusionPoints | null = null,
): FusionPolicy {
  return {
    minVotes: 1,
    window: 1,
    bonaFideAt: threshold,
    attackAt: Math.max(0, threshold - STILL_ABSTAINS),
    ...points,
    modelsMustAgreeAt: strict ? 0.5 : null,
  };
}

/**
 * A clip has eight votes, spread evenly over the part of it that shows a face; where they leave it undecided, more are taken.
 * Clips of replays scored at most 0.19: an attack is called below 0.3 whatever the threshold, and never near it.
 */
function clipFusion(
  threshold: number,
  strict: boolean,
  points: FusionPoints | null = null,
): FusionPolicy {
  const given = {
    bonaFideAt: threshold,
    attackAt: Math.max(0, Math.min(balancedFusion.attackAt, threshold - STILL_ABSTAINS)),
  };
  return { ...(strict ? strictFusion : balancedFusion), ...given, ...points };
}

/** Measured on the sample stills: attacks score at most 0.19, bona fide at least 0.82; the default threshold is 0.6. */
const STILL_ABSTAINS = 0.2;

/** The policy that a file is judged by. */
export const fileFusion = (
  media: 'still' | 'clip',
  { threshold, strict, calibrated }: Judging,
): FusionPolicy =>
  media === 'still'
    ? stillFusion(threshold, strict, calibrated?.still)
    : clipFusion(threshold, strict, calibrated?.clip);
