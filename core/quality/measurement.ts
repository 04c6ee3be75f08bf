// What the capture gate looks at: numbers of one frame. Pure; runs in every process.

import type {
  Detection,
  EyeOpenness,
  FaceCovers,
  FaceLight,
  HeadPose,
  Size,
} from '#core/frame/index.ts';

export interface CaptureMeasurement {
  readonly size: Size;
  /** Largest face first. */
  readonly faces: readonly Detection[];
  /** Of the largest face; null without a face. */
  readonly light: FaceLight | null;
  /** Of the largest face; null where it is not known, and then not judged. */
  readonly pose: HeadPose | null;
  readonly eyes: EyeOpenness | null;
  readonly covers: FaceCovers | null;
  /** Of the largest face since the frame before, in eye distances a second; null or left out where it is not asked to hold still. */
  readonly speed?: number | null;
}
