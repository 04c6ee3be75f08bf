// Presentation attack detection on one frame.
export * from './pad-score.ts';
