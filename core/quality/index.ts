// The capture gate: can this frame be judged, and if not, what is to be mended first.
export * from './capture-issue.ts';
