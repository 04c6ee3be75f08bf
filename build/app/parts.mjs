// The parts of the application that have to be built, and what each is built from. Node, development only.

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {readonly string[]} outputs the folders that the build fills
 * @property {readonly string[]} inputs files and folders; a change in any makes the output stale
 * @property {readonly { readonly config: string, readonly mode: string }[]} builds vite's, in order
 */

const SHARED = ['core', 'package-lock.json', 'tsconfig.base.json', 'build/app'];

/** @type {Part} */
export const PAGE = {
  name: 'page',
  outputs: ['dist/app/renderer'],
  // The page carries its own copy of the landmark model.
  inputs: [...SHARED, 'renderer', 'vite.config.ts', 'models/files/models/face_landmarker.task'],
  builds: [{ config: 'vite.config.ts', mode: 'production' }],
};

/** @type {Part} */
export const ELECTRON = {
  name: 'electron',
  outputs: ['dist/app/electron', 'dist/app/core'],
  inputs: [...SHARED, 'electron', 'vite.electron.config.ts'],
  builds: [
    { config: 'vite.electron.config.ts', mode: 'main' },
    { config: 'vite.electron.config.ts', mode: 'preload' },
  ],
};

export const PARTS = [PAGE, ELECTRON];
