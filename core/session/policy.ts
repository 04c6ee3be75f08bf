// The policy of a session: every threshold and deadline of the machine, in one place. Pure; main process.

import {
  ACTIONS,
  challengePolicy,
  type Action,
  type ChallengePolicy,
} from '#core/challenge/index.ts';
import { ms, type Ms } from '#core/frame/index.ts';
import { balancedFusion, strictFusion, type FusionPolicy } from '#core/fusion/index.ts';
import { cuePolicy, withoutCues, type CuePolicy } from '#core/pad/index.ts';
import { kioskCapturePolicy, type CapturePolicy } from '#core/quality/index.ts';

export interface SessionPolicy {
  /** `simulated` is the demo camera's: an injected stream by nature, so every decision under it says so. */
  readonly name: 'production' | 'strict' | 'simulated';
  readonly capture: CapturePolicy;
  readonly fusion: FusionPolicy;
  /** A running session hears the repetition cue; the others need a still or a clip. */
  readonly cues: CuePolicy;
  readonly challenge: ChallengePolicy;
  readonly draw: {
    readonly from: readonly Action[];
    readonly count: number;
    /** At least one head turn among them: a turn is what a flat picture cannot follow. */
    readonly atLeastOneTurn: boolean;
  };
  readonly wake: {
    /** Height of a face that stands before the kiosk, as a share of the picture's. */
    readonly minFaceShare: number;
    readonly frames: number;
    /** How long whoever stands there is told that they are seen before a session begins by itself. */
    readonly noticeMs: Ms;
    /** How long nobody must be seen before the next subject is awaited. */
    readonly departureMs: Ms;
  };
  readonly positioning: { readonly goodFrames: number; readonly ms: Ms };
  readonly passive: {
    readonly ms: Ms;
    /** The mesh, which sees covers, runs on one of so many frames: as costly as all else that judges a frame. */
    readonly meshEvery: number;
  };
  readonly active: {
    readonly challengeMs: Ms;
    readonly centringMs: Ms;
    /** Neutral frames in a row before a prompt opens. */
    readonly steadyFrames: number;
    /** One face embedding every so many frames. */
    readonly identityEvery: number;
  };
  readonly track: {
    /** Overlap of a face with where it was, in [0, 1]. */
    readonly minOverlap: number;
    /** A face that frame after frame lacks for so long is another presentation when it comes back. */
    readonly missingMs: Ms;
    /** So is one that no frame has shown for so long, be it that none came. */
    readonly unwatchedMs: Ms;
    readonly severalFacesMs: Ms;
  };
  readonly identity: {
    /** Cosine at and above which two faces are the same person's. */
    readonly sameAt: number;
    /** Cosine below which they are not; so many measurements in a row end the session. */
    readonly strangerBelow: number;
    readonly strangerFrames: number;
  };
  /** After denials in a row. Times in milliseconds. */
  readonly retry: {
    /** So many denials cost nothing. */
    readonly free: number;
    /** The first wait; each further denial doubles it, up to the longest. */
    readonly waitMs: number;
    readonly maxWaitMs: number;
    /** The longest wait where it is not known who was denied. */
    readonly strangerWaitMs: number;
    /** After so long without a denial all is forgotten, the template too. */
    readonly memoryMs: number;
    /** Frames in a row with a face that is another person's. */
    readonly otherFrames: number;
  };
  readonly sessionMs: Ms;
  readonly resultMs: Ms;
  readonly doorPulseMs: number;
  /** For whoever asked for more time. */
  readonly extendedDoorPulseMs: number;
}

/** What a door kiosk runs. */
export const productionPolicy: SessionPolicy = {
  name: 'production',
  capture: kioskCapturePolicy,
  fusion: balancedFusion,
  cues: cuePolicy,
  challenge: challengePolicy,
  draw: { from: ACTIONS, count: 2, atLeastOneTurn: true },
  wake: { minFaceShare: 0.15, frames: 3, noticeMs: ms(1000), departureMs: ms(1500) },
  positioning: { goodFrames: 5, ms: ms(20_000) },
  passive: { ms: ms(8000), meshEvery: 4 },
  active: {
    challengeMs: ms(10_000),
    centringMs: ms(6000),
    steadyFrames: 2,
    identityEvery: 3,
  },
  track: { minOverlap: 0.2, missingMs: ms(500), unwatchedMs: ms(1500), severalFacesMs: ms(1000) },
  // Measured on 300 labelled pairs: the same person at least 0.440, different people at most 0.371.
  identity: { sameAt: 0.44, strangerBelow: 0.371, strangerFrames: 2 },
  retry: {
    free: 2,
    waitMs: 5000,
    maxWaitMs: 60_000,
    strangerWaitMs: 3000,
    memoryMs: 120_000,
    otherFrames: 3,
  },
  sessionMs: ms(60_000),
  resultMs: ms(5000),
  doorPulseMs: 5000,
  extendedDoorPulseMs: 15_000,
};

/** A door kiosk's where the operator would rather refuse a person than let an instrument in: both models must agree. */
export const strictPolicy: SessionPolicy = {
  ...productionPolicy,
  name: 'strict',
  fusion: strictFusion,
};

/**
 * The same for a place where medical masks are worn. Of a mouth under a mask nobody can say what it does (the mesh draws one all
 * the same), so nobody is asked to smile.
 */
export const allowingMedicalMasks = (policy: SessionPolicy): SessionPolicy => ({
  ...policy,
  capture: {
    ...policy.capture,
    medicalMask: { ...policy.capture.medicalMask, isAllowed: true },
  },
  draw: { ...policy.draw, from: policy.draw.from.filter((action) => action !== 'SMILE') },
});

/** The demo camera's: the same judgement; the cue against injection is off. */
export const simulatedPolicy: SessionPolicy = {
  ...productionPolicy,
  name: 'simulated',
  cues: withoutCues(cuePolicy, 'repeated-frames'),
};
