// Cues: deny-only evidence beside the ensemble, and what names an instrument.
export { createStillCues, readClipCues } from './evidence.ts';
export { readEnclosingFrame } from './enclosing-frame.ts';
export { fitPlane, type PlaneFit } from './plane-fit.ts';
export { cuePolicy, withoutCues, type CuePolicy } from './policy.ts';
export { CUES, type Cue, type CueReading } from './reading.ts';
export {
  createNoveltyMeter,
  NOVELTIES,
  NOVELTY_WINDOW,
  readRepeatedFrames,
  type Novelty,
} from './repeated-frames.ts';
export { faceOutline, readPlaneFits, type FaceOutline } from './turned-plane.ts';
