// Presentation attack detection on one frame.
export * from './ensemble.ts';
export * from './pad-score.ts';
