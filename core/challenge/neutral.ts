// The subject's own neutral face, against which every challenge is judged. Pure; main process.

import {
  degrees,
  type Degrees,
  type HeadPose,
  type MouthShape,
  type Ms,
} from '#core/frame/index.ts';

/** What the challenges read of one frame. */
export interface ChallengeSample {
  readonly at: Ms;
  readonly pose: HeadPose;
  /** Eye aspect ratio, mean of both eyes. */
  readonly eyes: number;
  readonly mouth: MouthShape;
}

/** Medians over the positioning phase: people sit askew, cameras hang low, eyes differ. */
export interface Neutral {
  readonly yaw: Degrees;
  readonly pitch: Degrees;
  readonly eyes: number;
  readonly mouth: Pick<MouthShape, 'width' | 'drop'>;
}

/** The subject's neutral face from samples of an untroubled phase, or null when there are fewer than `needed`. */
export function neutralOf(samples: readonly ChallengeSample[], needed: number): Neutral | null {
  if (samples.length < needed) return null;
  const yaw = median(samples.map((sample) => sample.pose.yaw));
  const pitch = median(samples.map((sample) => sample.pose.pitch));
  const eyes = median(samples.map((sample) => sample.eyes));
  const width = median(samples.map((sample) => sample.mouth.width));
  const drop = median(samples.map((sample) => sample.mouth.drop));
  if (yaw === null || pitch === null || eyes === null || width === null || drop === null) {
    return null;
  }
  if (eyes <= 0 || width <= 0) return null;
  return { yaw: degrees(yaw), pitch: degrees(pitch), eyes, mouth: { width, drop } };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
