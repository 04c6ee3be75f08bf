// Which of MediaPipe's 478 landmarks are what, in the order in which the puppet needs them. Pure; demo worker and tests.

/** The outline of the face, clockwise in the picture from the middle of the forehead. */
export const OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
  176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const;

/** Middle of the forehead's upper edge, tip of the chin, and the edge of each cheek. */
export const FOREHEAD = 10;
export const CHIN = 152;
export const RIGHT_CHEEK = 234;
export const LEFT_CHEEK = 454;

/** The corners of the mouth. */
export const MOUTH_CORNERS = [61, 291] as const;

/** One eye: lid edges from corner to corner in the same order, and the rows of skin above and below that follow them. */
export interface EyeTopology {
  readonly upper: readonly number[];
  readonly lower: readonly number[];
  /** Rows above the upper lid, nearest first; each entry lies above the lid point of the same index. */
  readonly above: readonly (readonly number[])[];
  readonly below: readonly number[];
}

export const RIGHT_EYE: EyeTopology = {
  upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
  lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
  above: [
    [130, 247, 30, 29, 27, 28, 56, 190, 243],
    [226, 113, 225, 224, 223, 222, 221, 189, 244],
  ],
  below: [130, 25, 110, 24, 23, 22, 26, 112, 243],
};

export const LEFT_EYE: EyeTopology = {
  upper: [263, 466, 388, 387, 386, 385, 384, 398, 362],
  lower: [263, 249, 390, 373, 374, 380, 381, 382, 362],
  above: [
    [359, 467, 260, 259, 257, 258, 286, 414, 463],
    [446, 342, 445, 444, 443, 442, 441, 413, 464],
  ],
  below: [359, 255, 339, 254, 253, 252, 256, 341, 463],
};

/** The gap between the lips, from the subject's right corner to the left one. */
export const INNER_LIPS = {
  upper: [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308],
  lower: [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308],
} as const;

/**
 * MediaPipe's tesselation leaves the eyes and the mouth open: these triangles close a gap between two rows of points
 * that share their first and last point.
 */
export function closeGap(upper: readonly number[], lower: readonly number[]): number[] {
  const triangles: number[] = [];
  for (let i = 0; i + 1 < upper.length; i += 1) {
    const [a, b, c, d] = [upper[i], upper[i + 1], lower[i], lower[i + 1]];
    if (a === undefined || b === undefined || c === undefined || d === undefined) break;
    if (b !== d) triangles.push(a, b, d);
    if (a !== c) triangles.push(a, d, c);
  }
  return triangles;
}
