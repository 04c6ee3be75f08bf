// Thresholds of the challenges. Pure; main process.

/** Angles in degrees from the subject's neutral pose unless said otherwise; eyes and mouth as shares of the subject's neutral ones. */
export interface ChallengePolicy {
  /** Neutral again: the head this near to where it was, the eyes this open, and at most this share of a smile left. */
  readonly centredWithinDegrees: number;
  readonly eyesOpenAt: number;
  readonly neutralSmileShare: number;
  /** Eyes at or below this share of their open ratio are closed. */
  readonly eyesClosedAt: number;
  /** A closure outside these limits is no blink: noise below, eyes shut above. */
  readonly blinkMinMs: number;
  readonly blinkMaxMs: number;
  /** While the head is this far up or down, eyes and mouth are foreshortened and tell nothing. */
  readonly faceMaxPitchDegrees: number;
  /** How far a turn goes from neutral, and how far from facing the camera. */
  readonly turnDegrees: number;
  readonly turnBeyondDegrees: number;
  /** How far a nod goes, and the neutral pitches (as read) from which that is enough. */
  readonly nodDegrees: number;
  readonly lowestNeutralPitch: number;
  readonly highestNeutralPitch: number;
  /** How long a turn or a nod stays: a head that sways comes back sooner. */
  readonly poseHoldMs: number;
  /** A smile widens the mouth by this share, and lifts its corners by so many eye distances. */
  readonly smileWidening: number;
  readonly smileLift: number;
  readonly smileMaxOpening: number;
  /** Speech shapes a smile for as long as a vowel lasts. */
  readonly smileHoldMs: number;
  /** Frames in a row that show a motion, the asked one or a wrong one. */
  readonly heldFrames: number;
  /** From this share on the asked motion has begun; until then any other turn or nod is clear once it is complete. */
  readonly begunShare: number;
  /** A smile, and any turn or nod beside one that has begun, is clear at this share of what would be asked of it; the opposite one once complete. */
  readonly clearShare: number;
  /** A motion that began too soon has gone back at this share. */
  readonly backAtShare: number;
  /**
   * A motion that shows at most this share of itself in one frame, all of it in the next, and then changes by no more than that
   * share of itself, was cut to; judged only over gaps up to so long.
   */
  readonly jumpFromShare: number;
  readonly jumpStillness: number;
  readonly jumpGapMs: number;
  /** Nobody reacts to a prompt sooner than this. */
  readonly reactionMs: number;
}

/** Each with its measurement in docs/challenges.md. */
export const challengePolicy: ChallengePolicy = {
  centredWithinDegrees: 7,
  eyesOpenAt: 0.75,
  neutralSmileShare: 0.7,
  eyesClosedAt: 0.6,
  blinkMinMs: 10,
  blinkMaxMs: 800,
  faceMaxPitchDegrees: 12,
  turnDegrees: 12,
  turnBeyondDegrees: 10,
  nodDegrees: 12,
  lowestNeutralPitch: -13,
  highestNeutralPitch: 10,
  poseHoldMs: 250,
  smileWidening: 0.12,
  smileLift: 0.06,
  smileMaxOpening: 0.25,
  smileHoldMs: 400,
  heldFrames: 2,
  begunShare: 0.5,
  clearShare: 1.7,
  backAtShare: 0.5,
  jumpFromShare: 0.25,
  jumpStillness: 0.12,
  jumpGapMs: 200,
  reactionMs: 150,
};
