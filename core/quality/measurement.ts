// What the capture gate looks at. Pure; runs in every process.

import type { Detection, EyeOpenness, FaceLight, HeadPose, Size } from '#core/frame/index.ts';

/** The measurable side of one frame; what was not measured is null and is then not held against the frame. */
export interface CaptureMeasurement {
  readonly size: Size;
  /** Largest face first. */
  readonly faces: readonly Detection[];
  /** Of the largest face. */
  readonly light: FaceLight | null;
  readonly pose: HeadPose | null;
  readonly eyes: EyeOpenness | null;
}
