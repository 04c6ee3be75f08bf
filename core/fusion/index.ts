// Evidence of many frames: undecided, bona fide or attack.
export * from './fuse.ts';
export * from './policy.ts';
