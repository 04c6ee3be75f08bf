// Presentation attack detection: the ensemble's score of one frame, and the cues beside it.
export * from './cues/index.ts';
export * from './ensemble.ts';
export * from './pad-score.ts';
