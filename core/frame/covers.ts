// Which parts of a face are covered, by the evidence of its pixels. Pure; runs in the inference worker.

import { EYE, MOUTH, NOSE, type CoverTemplate } from './cover-templates.ts';
import { createFaceChart, type FacePart } from './face-chart.ts';
import type { Frame, Landmarks } from './frame.ts';
import { MEDICAL_MASK } from './mask-template.ts';

/**
 * Log-odds that each part is covered. Of the pixels, because the mesh cannot say it: it draws a mouth under a hand too, and its
 * presence logit is as low on uncovered faces (11 to 19) as under hands (9 to 12).
 */
export interface FaceCovers extends Readonly<Record<FacePart, number>> {
  /** Log-odds that what covers nose and mouth is a medical mask; says nothing of a face on which nothing does. Null where nobody looked. */
  readonly medicalMask: number | null;
}

/**
 * [Note: What a cover looks like] The face is drawn upright at 24 px between the eyes. Per cell of 3×3 px around each part, edges in
 * four directions and the hue against the skin's are weighed against how that part looks on uncovered faces: a mouth has
 * flat edges one below the other and is redder than the skin, a nose has nostrils, an eye a lid. What hides them has other edges in
 * other places, whatever its colour. The weights are a ridge logistic regression, and how they do on people whom
 * they were not fitted to is in docs/capture-gate.md.
 */
export function createCoverMeter(): (frame: Frame, mesh: Pick<Landmarks, 'points'>) => FaceCovers {
  const chart = createFaceChart();
  return (frame, mesh) => {
    const parts = chart(frame, mesh);
    return {
      rightEye: logOdds(parts.rightEye, EYE),
      leftEye: logOdds(parts.leftEye, EYE),
      nose: logOdds(parts.nose, NOSE),
      mouth: logOdds(parts.mouth, MOUTH),
      medicalMask:
        MEDICAL_MASK.bias +
        weighed(parts.nose, MEDICAL_MASK.nose) +
        weighed(parts.mouth, MEDICAL_MASK.mouth),
    };
  };
}

const logOdds = (cells: Float32Array, { bias, weights }: CoverTemplate): number =>
  bias + weighed(cells, weights);

const weighed = (cells: Float32Array, weights: readonly number[]): number =>
  cells.reduce((sum, value, i) => sum + value * (weights[i] ?? NaN), 0);
