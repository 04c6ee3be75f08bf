// The capture gate: can this frame be judged, and if not, what is to be mended first.
export * from './assess-capture.ts';
export * from './capture-issue.ts';
export * from './head-speed.ts';
export * from './measurement.ts';
export * from './policy.ts';
