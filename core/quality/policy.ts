// Thresholds of the capture gate, each beside what it was measured on. Pure; runs in every process.

export interface CapturePolicy {
  /** Width of the face box in pixels, and its area as a share of the picture's. */
  readonly minFaceWidth: number;
  readonly minFaceArea: number;
  /** Area of the face box, and the longer of its two sides' shares of the picture's, above which too little around it is left. */
  readonly maxFaceArea: number;
  readonly maxFaceSide: number;
  /** Another face of at least this share of the largest face's area is one too many. */
  readonly comparableArea: number;
  /** Share of the face box that may lie outside the picture. */
  readonly maxOutside: number;
  /** Distance of the face box from the nearest edge, as a share of the picture's side. */
  readonly minBorder: number;
  readonly maxYawDegrees: number;
  readonly maxPitchDegrees: number;
  readonly maxRollDegrees: number;
  /** Mean luma of the face, 0 to 255, and the shares of its pixels that may be clipped. */
  readonly minLuma: number;
  readonly maxLuma: number;
  readonly maxClippedDark: number;
  readonly maxClippedBright: number;
  /** Variance of the Laplacian of the face at its fixed size. */
  readonly minSharpness: number;
  /** Eye aspect ratio below which both eyes are closed. */
  readonly minEyeOpenness: number;
}

/**
 * For single pictures, which nobody can take again. Measured on the sample stills: faces that must be judged are at least 177 px
 * wide with 5.7% of the picture, faces of the group too small to judge are 70 px with 0.7%; half a profile reads 33° by the mesh
 * and 40° by five points, pictures that must be judged at most 31° and 26°; luma 72 to 165; sharpness at least 360 on stills and
 * 73 on a dithered clip; open eyes at least 0.19, closed ones at most 0.04. Size 1% to 95%: the contract of validating checks.
 */
export const stillCapturePolicy: CapturePolicy = {
  minFaceWidth: 80,
  minFaceArea: 0.01,
  maxFaceArea: 0.95,
  maxFaceSide: 1,
  comparableArea: 0.4,
  maxOutside: 0.08,
  minBorder: 0.005,
  maxYawDegrees: 32,
  maxPitchDegrees: 32,
  maxRollDegrees: 40,
  minLuma: 35,
  maxLuma: 225,
  maxClippedDark: 0.6,
  maxClippedBright: 0.4,
  minSharpness: 25,
  minEyeOpenness: 0.1,
};

/**
 * For the kiosk, whose subject can step back, come closer or turn: stricter, because its acceptable frames are the ones that
 * vote. Tight crops are what the PAD models reject most (45% of bona fide), so the face keeps room around it: on the sample
 * clips the face takes up to 0.79 of the picture's height and windows of eight votes still score at least 0.64. Single frames
 * fail most of all while the head turns; subjects who look at the camera read yaw −12° to +9° and pitch −20° to +2° (cameras
 * hang low).
 */
export const kioskCapturePolicy: CapturePolicy = {
  ...stillCapturePolicy,
  minFaceArea: 0.02,
  maxFaceSide: 0.8,
  maxOutside: 0.02,
  minBorder: 0.01,
  maxYawDegrees: 16,
  maxPitchDegrees: 22,
  maxRollDegrees: 25,
};
