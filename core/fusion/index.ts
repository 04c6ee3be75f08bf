// Evidence of many frames: undecided, bona fide or attack.
export * from './apply-cues.ts';
export { fuse, fusedScore, fuseNewest, voteOf, type Vote } from './fuse.ts';
export * from './judge.ts';
export * from './policy.ts';
