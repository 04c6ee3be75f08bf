// Which camera the frames come from, and whether they come as they are taken.
export * from './judge-camera.ts';
export * from './opened-camera.ts';
export * from './pace.ts';
export * from './picture.ts';
export * from './pinned.ts';
export * from './virtual-cameras.ts';
export * from './mode.ts';
