// What inference says of one frame, and the numbers that the session machine needs of it. Pure; main process.

import type {
  Detection,
  EyeOpenness,
  FaceCovers,
  FaceLight,
  HeadPose,
  Landmarks,
  MouthShape,
  Ms,
  Size,
} from '#core/frame/index.ts';
import type { FaceOutline, Novelty, PadEvidence, PlaneFit, Unavailable } from '#core/pad/index.ts';

/** What the worker is asked to run on a frame beside the detector. */
export interface AnalysisPlan {
  readonly landmarks: boolean;
  readonly pad: boolean;
  readonly embedding: boolean;
  /**
   * A second look at a frame that is over, for whom it shows: faces are looked for at 640 pixels whatever the rest is, because a template
   * that is aligned on what was found in a small picture takes one man for another (docs/identity.md). Nothing else is run.
   */
  readonly closely?: true;
}

/** A face template: 128 numbers, L2-normalised. Held in memory for one session, never written to an event log. */
export interface Embedding {
  readonly kind: 'embedded';
  readonly values: Float32Array;
}

/** Everything that inference says of one frame; judges the largest face. */
export interface FrameAnalysis {
  readonly capturedAt: Ms;
  readonly size: Size;
  /** Largest face first. */
  readonly faces: readonly Detection[];
  /** Light and sharpness of the largest face; null without a face. */
  readonly light: FaceLight | null;
  readonly landmarks: Landmarks | Unavailable;
  /** Of the largest face; null without landmarks. */
  readonly covers: FaceCovers | null;
  readonly pad: PadEvidence;
  readonly embedding: Embedding | Unavailable;
  /** Whether the stream repeats itself here; null where nobody looked. */
  readonly novelty: Novelty | null;
  /** Decoded pixels to evidence, in the worker. */
  readonly elapsedMs: number;
}

/** What the main side holds of the person of a session: in memory, and for no longer than the session needs it. */
export interface Held {
  readonly template: Float32Array | null;
  readonly outline: FaceOutline | null;
}

/** Cosine of this frame's face and the session's reference face, in [−1, 1]. */
export type IdentityEvidence =
  | { readonly kind: 'measured'; readonly similarity: number }
  | { readonly kind: 'unavailable'; readonly reason: Unavailable['reason'] | 'no-reference' };

/** The numbers of one frame that the session machine decides on. Carries no template and no picture: it can be logged. */
export interface FrameObservation {
  readonly capturedAt: Ms;
  readonly size: Size;
  readonly faces: readonly Detection[];
  readonly light: FaceLight | null;
  /** From the 478 landmarks where they ran, else from the detector's five points; null without a face. */
  readonly pose: HeadPose | null;
  /** Both null where the landmarks did not run or found no face. */
  readonly eyes: EyeOpenness | null;
  readonly mouth: MouthShape | null;
  /** Which parts of the face are covered; null where that was not measured. */
  readonly covers: FaceCovers | null;
  readonly pad: PadEvidence;
  readonly identity: IdentityEvidence;
  /** This frame's face against the frontal one that the session holds, as if both were one turned sheet; null without either. */
  readonly plane: PlaneFit | null;
  /** Null where nobody looked, as in event logs from before it was measured. */
  readonly novelty: Novelty | null;
}
