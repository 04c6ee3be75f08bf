// The float tensor of one model and the arithmetic shared by all that fill it. Pure; runs in the inference worker.

/** One picture of a float tensor, plane after plane (NCHW), and how a channel of 0 to 255 becomes its number. */
export interface Planes {
  readonly data: Float32Array;
  /** Size of the picture in the planes. */
  readonly width: number;
  readonly height: number;
  /** Distance from one row to the next and from one plane to the next: more than the picture needs when it is padded. */
  readonly rowStride: number;
  readonly planeStride: number;
  readonly order: 'rgb' | 'bgr';
  /** value = (channel − mean) · scale */
  readonly mean: number;
  readonly scale: number;
}

/** What a model wants of a channel: its order, and value = (channel − mean) · scale. */
export type Encoding = Pick<Planes, 'order' | 'mean' | 'scale'>;

/** Planes that a square picture fills entirely. */
export const squarePlanes = (side: number, encoding: Encoding): Planes => ({
  data: new Float32Array(3 * side * side),
  width: side,
  height: side,
  rowStride: side,
  planeStride: side * side,
  ...encoding,
});

/** Planes for a picture in the upper left corner of a larger tensor; the rest stays 0. */
export const paddedPlanes = (
  width: number,
  height: number,
  rowStride: number,
  rows: number,
  encoding: Encoding,
): Planes => ({
  data: new Float32Array(3 * rowStride * rows),
  width,
  height,
  rowStride,
  planeStride: rowStride * rows,
  ...encoding,
});

/** Where the red and the blue plane begin; green is always the middle one. */
export const redPlane = (p: Planes): number => (p.order === 'rgb' ? 0 : 2 * p.planeStride);
export const bluePlane = (p: Planes): number => (p.order === 'rgb' ? 2 * p.planeStride : 0);
