// Who may import whom in the page, the end-to-end programs and the build. Data of the boundary check (Node, development only).

/** @import { Boundary } from './table.mjs' */

/** @type {readonly Boundary[]} */
export const PAGES_AND_TOOLS = [
  {
    folder: 'renderer',
    values: ['core'],
    packages: [
      'react',
      'react-dom',
      'zustand',
      '@mediapipe/tasks-vision',
      '@fontsource-variable/inter',
    ],
  },
  // Charts, in a chunk that only a console loads.
  {
    folder: 'renderer/operator',
    values: ['core', 'renderer'],
    packages: ['echarts', 'react', 'react-dom', 'zustand'],
  },

  {
    folder: 'e2e',
    // The words that are looked for on the page are the page's own.
    values: ['core', 'electron', 'renderer/strings'],
    packages: ['@playwright/test', 'axe-core', 'onnxruntime-node', 'sharp', 'ws', 'zod'],
    builtins: true,
  },
  // Holds the demo's puppet before a camera of its own.
  {
    folder: 'e2e/feedback.spec.ts',
    values: ['core', 'electron', 'renderer/demo', 'e2e'],
    packages: ['@playwright/test', 'sharp'],
    builtins: true,
  },
  // The battery draws the demo's puppet itself, hundreds of times and without a page.
  {
    folder: 'e2e/attacks',
    values: ['core', 'electron', 'renderer/demo', 'e2e'],
    packages: ['@mediapipe/tasks-vision', 'sharp', 'zod'],
    builtins: true,
  },
  // So does the suite that every host runs.
  {
    folder: 'e2e/conformance',
    values: ['core', 'electron', 'renderer/demo', 'e2e'],
    packages: ['ws', 'zod'],
    builtins: true,
  },
  // Plots what it measured.
  {
    folder: 'e2e/soak',
    values: ['core', 'electron', 'e2e'],
    packages: ['@playwright/test', 'echarts'],
    builtins: true,
  },
  // Draws what it throws at the API.
  {
    folder: 'e2e/fuzz',
    values: ['core', 'electron', 'e2e'],
    packages: ['fast-check', 'zod'],
    builtins: true,
  },
  // The same puppet stands before kiosks that are killed.
  {
    folder: 'e2e/kills',
    values: ['core', 'electron', 'renderer/demo', 'e2e'],
    packages: ['ws'],
    builtins: true,
  },
  {
    folder: 'build',
    values: [],
    packages: ['dependency-cruiser', 'electron-builder', 'vite', 'vitest', '@playwright/test'],
    builtins: true,
  },
];
