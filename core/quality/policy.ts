// How good a capture must be, each threshold beside the measurement it came from. Pure; runs in every process.

export interface CapturePolicy {
  readonly name: 'still' | 'kiosk';
  readonly faces: {
    /** Area of another face, as a share of the judged one's, from which on the two are comparable. */
    readonly comparableArea: number;
  };
  readonly size: {
    /** Distance between the eyes, in frame pixels. */
    readonly minEyeDistance: number;
    /** Area of the face box, as a share of the picture's. */
    readonly minAreaShare: number;
    readonly maxAreaShare: number;
    /** How many times the face box fits into the picture, along the side where it fits least. */
    readonly minRoom: number;
  };
  readonly place: {
    /** Share of the face box that may lie outside the picture. */
    readonly maxOutside: number;
    /** Distance from the face box to the nearest edge, as a share of the box's longer side. */
    readonly minBorder: number;
  };
  readonly pose: {
    readonly maxYawDegrees: number;
    readonly maxPitchDegrees: number;
    readonly maxRollDegrees: number;
  };
  readonly light: {
    readonly minMeanLuma: number;
    readonly maxMeanLuma: number;
    readonly maxClippedDark: number;
    readonly maxClippedBright: number;
  };
  readonly minSharpness: number;
  /** Mean openness of both eyes. */
  readonly minEyeOpenness: number;
}

export const stillCapturePolicy: CapturePolicy = {
  name: 'still',
  faces: { comparableArea: 0.25 },
  size: { minEyeDistance: 24, minAreaShare: 0.01, maxAreaShare: 0.95, minRoom: 1 },
  place: { maxOutside: 0.1, minBorder: -0.1 },
  pose: { maxYawDegrees: 32, maxPitchDegrees: 35, maxRollDegrees: 35 },
  light: { minMeanLuma: 30, maxMeanLuma: 225, maxClippedDark: 0.5, maxClippedBright: 0.4 },
  minSharpness: 20,
  minEyeOpenness: 0.1,
};

export const kioskCapturePolicy: CapturePolicy = {
  name: 'kiosk',
  faces: { comparableArea: 0.25 },
  size: { minEyeDistance: 24, minAreaShare: 0.01, maxAreaShare: 0.95, minRoom: 1.25 },
  place: { maxOutside: 0, minBorder: 0.01 },
  pose: { maxYawDegrees: 25, maxPitchDegrees: 25, maxRollDegrees: 20 },
  light: { minMeanLuma: 30, maxMeanLuma: 225, maxClippedDark: 0.5, maxClippedBright: 0.4 },
  minSharpness: 20,
  minEyeOpenness: 0.1,
};
