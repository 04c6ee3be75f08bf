// The picture that evidence is read from, and what a detector and a landmarker say about it. Pure; runs in every process.

import type { Degrees, Ms } from './units.ts';

/** One picture: interleaved 8-bit RGBA, row-major, top row first, upright, not mirrored; `data.length === width * height * 4`. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
  /** When the camera took it, on the host's monotonic clock. */
  readonly capturedAt: Ms;
}

/** A point in frame pixels; x grows to the right of the picture, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** An axis-aligned rectangle in frame pixels. May reach outside the frame. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The five points of the detector. Left and right are the subject's own. */
export interface FivePoints {
  readonly rightEye: Point;
  readonly leftEye: Point;
  readonly nose: Point;
  readonly rightMouth: Point;
  readonly leftMouth: Point;
}

/** A detected face: its box in frame pixels, the detector's score in [0, 1], five points. */
export interface Detection {
  readonly box: Box;
  readonly score: number;
  readonly points: FivePoints;
}

/** 478 points of the face mesh in frame pixels: `points[3 * i]` is x, then y, then z (same scale, smaller is nearer). */
export interface Landmarks {
  readonly kind: 'landmarks';
  readonly points: Float32Array;
  /** Presence logit of the model: about 16 to 18 on faces, −14 on grey. */
  readonly presence: number;
}

/**
 * Head pose. Positive yaw: turned to the subject's own left; positive pitch: looking up; positive roll: the head tilts
 * towards the subject's own left shoulder. Zero is upright and frontal.
 */
export interface HeadPose {
  readonly yaw: Degrees;
  readonly pitch: Degrees;
  readonly roll: Degrees;
}

/** Light and sharpness of the face region, measured on its pixels. */
export interface FaceLight {
  /** Mean luma (Rec. 601) of the face box, 0 to 255. */
  readonly meanLuma: number;
  /** Share of the face box's pixels that are clipped at the dark and at the bright end, each in [0, 1]. */
  readonly clippedDark: number;
  readonly clippedBright: number;
  /** Of the edges in the face box at a fixed size: 1 to 1.3 when blurred, 1.5 and more when sharp, 0 without any edge. */
  readonly sharpness: number;
}
