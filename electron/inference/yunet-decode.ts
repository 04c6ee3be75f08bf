// YuNet's outputs to faces: decode each stride's grid, keep the best of overlapping boxes. Pure; inference process.

import { intersectionOverUnion, type Detection, type Point } from '#core/frame/index.ts';

/**
 * Score of a face, sqrt(class · objectness). At 0.6 all faces of the samples are found (the worst of them has 0.7) and
 * nothing in the landscape.
 */
const MIN_SCORE = 0.6;
/** Overlap from which two boxes are the same face. */
const SAME_FACE_OVERLAP = 0.3;

export const STRIDES = [8, 16, 32] as const;
export type Stride = (typeof STRIDES)[number];

/** The four outputs of one stride; `cells` of them, row by row. */
export interface StrideOutput {
  readonly stride: Stride;
  readonly columns: number;
  readonly cells: number;
  /** [cells], already probabilities. */
  readonly cls: Float32Array;
  readonly obj: Float32Array;
  /** [cells × 4]: offsets of the centre in strides, logarithms of the size in strides. */
  readonly bbox: Float32Array;
  /** [cells × 10]: right eye, left eye, nose, right and left corner of the mouth, as offsets in strides. */
  readonly kps: Float32Array;
}

/** Faces in the pixels of the model's input times `scale`, best score first. */
export function decodeFaces(outputs: readonly StrideOutput[], scale: number): readonly Detection[] {
  const candidates = outputs.flatMap((output) => decodeStride(output, scale));
  const kept: Detection[] = [];
  for (const face of candidates.toSorted((a, b) => b.score - a.score)) {
    const isNew = kept.every((k) => intersectionOverUnion(k.box, face.box) < SAME_FACE_OVERLAP);
    if (isNew) kept.push(face);
  }
  return kept;
}

function decodeStride(output: StrideOutput, scale: number): readonly Detection[] {
  const faces: Detection[] = [];
  for (let cell = 0; cell < output.cells; cell += 1) {
    const score = Math.sqrt(probability(output.cls[cell]) * probability(output.obj[cell]));
    if (score >= MIN_SCORE) faces.push(decodeCell(output, cell, score, output.stride * scale));
  }
  return faces;
}

function decodeCell(output: StrideOutput, cell: number, score: number, unit: number): Detection {
  const column = cell % output.columns;
  const row = Math.floor(cell / output.columns);
  const box = (i: number) => output.bbox[4 * cell + i] ?? NaN;
  const point = (i: number): Point => ({
    x: (column + (output.kps[10 * cell + 2 * i] ?? NaN)) * unit,
    y: (row + (output.kps[10 * cell + 2 * i + 1] ?? NaN)) * unit,
  });
  const width = Math.exp(box(2)) * unit;
  const height = Math.exp(box(3)) * unit;
  return {
    box: {
      x: (column + box(0)) * unit - width / 2,
      y: (row + box(1)) * unit - height / 2,
      width,
      height,
    },
    score,
    points: {
      rightEye: point(0),
      leftEye: point(1),
      nose: point(2),
      rightMouth: point(3),
      leftMouth: point(4),
    },
  };
}

const probability = (value: number | undefined): number => Math.min(Math.max(value ?? NaN, 0), 1);
