// Frames, faces and their geometry.
export * from './frame.ts';
export * from './units.ts';
