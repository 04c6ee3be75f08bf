// Which of several frames is enrolled: the best one, of a person whom all of them show and who was judged live. Pure; every process.

import type { HeadPose } from '#core/frame/index.ts';
import type { PadScore } from '#core/pad/index.ts';
import type { EnrolmentLiveness } from './face.ts';
import { cosine, normalised, sameness } from './sameness.ts';

/** One frame that could be enrolled; it has passed the capture gate. */
export interface EnrolmentFrame {
  readonly template: Float32Array;
  /** Between the eyes, in pixels. */
  readonly eyeDistance: number;
  /** Of the edges in the face: 1 is blurred, 1.5 sharp. */
  readonly sharpness: number;
  readonly pose: HeadPose;
}

/** The fused score of the frames, or the caller's explicit word that none is asked for. */
export type LivenessOfFrames =
  | { readonly kind: 'checked'; readonly score: PadScore; readonly threshold: number }
  | { readonly kind: 'skipped' };

export type EnrolmentChoice =
  | {
      readonly kind: 'chosen';
      readonly frame: number;
      readonly template: Float32Array;
      readonly quality: number;
      readonly liveness: EnrolmentLiveness;
    }
  | {
      readonly kind: 'refused';
      readonly reason: 'no-frame' | 'liveness-failed' | 'different-people';
    };

/** Of equal frames the first. */
export function chooseEnrolment(
  frames: readonly EnrolmentFrame[],
  liveness: LivenessOfFrames,
): EnrolmentChoice {
  if (liveness.kind === 'checked' && !(liveness.score >= liveness.threshold))
    return refused('liveness-failed');
  const best = frames
    .map((frame, index) => ({ frame, index, quality: enrolmentQuality(frame) }))
    .reduce<Ranked | null>((top, next) => (top && top.quality >= next.quality ? top : next), null);
  if (best === null) return refused('no-frame');
  const template = normalised(best.frame.template);
  // Somebody who steps in front of the camera meanwhile must not be enrolled under the other's name.
  const strangers = frames.some(
    (frame) => sameness(cosine(template, normalised(frame.template))) !== 'yes',
  );
  if (strangers) return refused('different-people');
  const { index, quality } = best;
  return {
    kind: 'chosen',
    frame: index,
    template,
    quality,
    liveness:
      liveness.kind === 'checked'
        ? { kind: 'checked', score: liveness.score }
        : { kind: 'skipped' },
  };
}

interface Ranked {
  readonly frame: EnrolmentFrame;
  readonly index: number;
  readonly quality: number;
}

/**
 * The eyes lie 35.2 px apart in the embedder's input: from twice as many on, a picture is only made smaller, whatever the
 * resampling takes.
 */
const FULL_EYE_DISTANCE = 70.5;
/** The ends of sharpness in docs/capture-gate.md: blurred, and sharp. */
const BLURRED = 1;
const SHARP = 1.5;

/** In [0, 1]: what size, sharpness and a frontal pose leave of a perfect picture. Ranks frames; it says nothing of error rates. */
export function enrolmentQuality({
  eyeDistance,
  sharpness,
  pose,
}: Omit<EnrolmentFrame, 'template'>): number {
  const size = share(eyeDistance / FULL_EYE_DISTANCE);
  const edges = share((sharpness - BLURRED) / (SHARP - BLURRED));
  // How much of its width and height a turned face shows. Roll costs nothing: the alignment takes it out.
  const frontal = share(cosOf(pose.yaw) * cosOf(pose.pitch));
  return size * edges * frontal;
}

const share = (value: number): number => Math.min(1, Math.max(0, value));
const cosOf = (angle: number): number => Math.cos((angle * Math.PI) / 180);
const refused = (reason: 'no-frame' | 'liveness-failed' | 'different-people'): EnrolmentChoice => ({
  kind: 'refused',
  reason,
});
