// From what inference says of a frame to the numbers that the machine decides on. Pure; main process.

import {
  eyeOpenness,
  mouthShape,
  poseFromFivePoints,
  poseFromLandmarks,
} from '#core/frame/index.ts';
import { faceOutline, fitPlane } from '#core/pad/index.ts';
import type { FrameAnalysis, FrameObservation, Held, IdentityEvidence } from './observation.ts';

const NOTHING_HELD: Held = { template: null, outline: null };

/** Templates and outlines stay behind: only what a comparison with those that are held came to goes on. */
export function observe(analysis: FrameAnalysis, held: Held = NOTHING_HELD): FrameObservation {
  const { capturedAt, size, faces, light, covers, pad, landmarks, novelty } = analysis;
  const face = faces[0];
  const mesh = landmarks.kind === 'landmarks' ? landmarks : null;
  return {
    capturedAt,
    size,
    faces,
    light,
    pose: mesh ? poseFromLandmarks(mesh) : face ? poseFromFivePoints(face.points) : null,
    eyes: mesh ? eyeOpenness(mesh) : null,
    mouth: mesh ? mouthShape(mesh) : null,
    covers,
    pad,
    identity: identityOf(analysis.embedding, held.template),
    plane: mesh && held.outline && fitPlane(held.outline, faceOutline(mesh)),
    novelty,
  };
}

function identityOf(
  embedding: FrameAnalysis['embedding'],
  reference: Float32Array | null,
): IdentityEvidence {
  if (embedding.kind === 'unavailable') return embedding;
  if (reference === null) return { kind: 'unavailable', reason: 'no-reference' };
  return { kind: 'measured', similarity: cosine(embedding.values, reference) };
}

/** Cosine of two L2-normalised vectors of one length. */
function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length)
    throw new RangeError(`embeddings of ${a.length} and ${b.length} numbers`);
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
}
