// Frames, faces and their geometry.
export * from './box.ts';
export * from './covers.ts';
export * from './crop.ts';
export * from './eyes.ts';
export * from './frame.ts';
export * from './light.ts';
export * from './mouth.ts';
export * from './planes.ts';
export * from './pose.ts';
export * from './resample-area.ts';
export * from './resample-bilinear.ts';
export * from './resample-blocks.ts';
export * from './similarity.ts';
export * from './units.ts';
export * from './warp.ts';
export * from './words.ts';
