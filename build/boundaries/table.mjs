// Who may import whom, as data. Read by the boundary check (Node, development only); the prose is in docs/architecture.md.
//
// `values` are folders whose code may be called. Types may in addition come from whatever those folders may import
// themselves, and from `types`: a type import leaves nothing behind at run time. A folder may always import itself.
// `packages` are npm packages, `builtins` says whether Node's own modules may be used. What is not listed is forbidden.

/**
 * @typedef {object} Boundary
 * @property {string} folder a source folder, or a file that has a rule of its own
 * @property {readonly string[]} values
 * @property {readonly string[]} [types]
 * @property {readonly string[]} [packages]
 * @property {boolean} [builtins]
 */

const PURE = ['core'];

/** @type {readonly Boundary[]} */
export const BOUNDARIES = [
  { folder: 'core/frame', values: [] },
  { folder: 'core/camera', values: [], types: ['core/frame'] },
  { folder: 'core/quality', values: ['core/frame'] },
  { folder: 'core/pad', values: ['core/frame'] },
  { folder: 'core/fusion', values: ['core/pad', 'core/quality'] },
  { folder: 'core/challenge', values: ['core/frame'] },
  {
    folder: 'core/session',
    values: [
      'core/access',
      'core/fusion',
      'core/challenge',
      'core/quality',
      'core/pad',
      'core/frame',
      'core/identity',
    ],
    types: ['core/camera'],
  },
  { folder: 'core/access', values: ['core/frame'] },
  { folder: 'core/identity', values: ['core/frame', 'core/pad'] },
  { folder: 'core/metrics', values: [], types: ['core/pad', 'core/session'] },
  {
    folder: 'core/protocol',
    values: [
      'core/frame',
      'core/access',
      'core/camera',
      'core/quality',
      'core/pad',
      'core/fusion',
      'core/challenge',
      'core/session',
      'core/identity',
      'core/metrics',
    ],
    packages: ['zod'],
  },

  // Adapters: core and their one driver. Never each other; the session service owns the types of the ports it calls.
  {
    folder: 'electron/inference',
    values: PURE,
    types: ['electron/session'],
    packages: ['onnxruntime-node', 'zod'],
    builtins: true,
  },
  { folder: 'electron/media', values: PURE, packages: ['sharp', 'zod'], builtins: true },
  { folder: 'electron/session', values: PURE, packages: ['zod'], builtins: true },
  { folder: 'electron/sqlite', values: [], builtins: true },
  {
    folder: 'electron/decision-log',
    values: [...PURE, 'electron/sqlite'],
    types: ['electron/session'],
    packages: ['zod'],
    builtins: true,
  },
  {
    folder: 'electron/identity',
    values: [...PURE, 'electron/sqlite'],
    types: ['electron/session'],
    packages: ['onnxruntime-node', 'zod'],
    builtins: true,
  },
  {
    folder: 'electron/snapshots',
    values: PURE,
    types: ['electron/session'],
    packages: ['sharp', 'zod'],
    builtins: true,
  },
  {
    folder: 'electron/credentials',
    values: [...PURE, 'electron/sqlite'],
    types: ['electron/session'],
    packages: ['zod'],
    builtins: true,
  },
  {
    folder: 'electron/door',
    values: PURE,
    types: ['electron/session'],
    packages: ['mqtt', 'serialport', 'zod'],
    builtins: true,
  },
  {
    folder: 'electron/api',
    values: PURE,
    types: ['electron/session'],
    packages: [
      'fastify',
      '@fastify/formbody',
      '@fastify/multipart',
      '@fastify/rate-limit',
      '@fastify/websocket',
      'ipaddr.js',
      'zod',
    ],
    builtins: true,
  },

  // What the command line measures with: error rates of a folder, their report, the calibration that is fitted to them.
  {
    folder: 'electron/evaluation',
    values: PURE,
    packages: ['cli-progress', 'echarts', 'jstat', 'sharp', 'zod'],
    builtins: true,
  },

  // The engine that judges a still or a clip, in processes of its own. The command line and the API ask it.
  {
    folder: 'electron/judging',
    values: ['core', 'electron/evaluation', 'electron/inference', 'electron/media'],
    types: ['electron/session'],
    packages: ['zod'],
    builtins: true,
  },

  // The operator's desk: reads the log, judges recordings of this camera, keeps who may sit at it.
  {
    folder: 'electron/operator',
    values: [
      'core',
      'electron/credentials',
      'electron/decision-log',
      'electron/evaluation',
      'electron/identity',
      'electron/judging',
    ],
    types: ['electron/session'],
    packages: ['sharp', 'zod'],
    builtins: true,
  },

  // Hosts. Only `compose`, the appliance and the command line join adapters.
  {
    folder: 'electron/main',
    values: PURE,
    types: ['electron/session', 'electron/operator', 'electron/credentials'],
    packages: ['electron', 'zod'],
    builtins: true,
  },
  {
    folder: 'electron/main/compose.ts',
    values: ['core', 'electron'],
    packages: ['zod'],
    builtins: true,
  },
  // The part of compose that opens the log.
  {
    folder: 'electron/main/open-log.ts',
    values: ['core', 'electron/decision-log'],
    builtins: true,
  },
  // The part of compose that joins badges and PINs with their key.
  {
    folder: 'electron/main/open-other-way.ts',
    values: ['core', 'electron/credentials', 'electron/decision-log'],
    types: ['electron/session'],
  },
  // The API: for `gatelight serve`, and for a kiosk that serves it too.
  {
    folder: 'electron/main/api-service.ts',
    values: ['core', 'electron/api', 'electron/judging'],
    types: ['electron/session', 'electron/inference'],
    builtins: true,
  },
  {
    folder: 'electron/main/served-sessions.ts',
    values: ['core', 'electron/inference', 'electron/media', 'electron/session'],
    types: ['electron/api'],
    builtins: true,
  },
  {
    folder: 'electron/main/kiosk-api.ts',
    values: ['core'],
    types: ['electron/api', 'electron/inference', 'electron/session'],
  },
  // The part of compose that joins snapshots with their key.
  {
    folder: 'electron/main/open-snapshots.ts',
    values: ['core', 'electron/decision-log', 'electron/snapshots'],
    builtins: true,
  },
  // The part of compose that joins enrolled people with their key.
  {
    folder: 'electron/main/open-register.ts',
    values: ['core', 'electron/identity', 'electron/decision-log'],
    types: ['electron/session', 'electron/operator'],
  },
  // The part of compose that reads a demo's picture.
  { folder: 'electron/main/demo-subject.ts', values: ['electron/inference'] },
  // Joins the kiosk with its operator's desk.
  {
    folder: 'electron/main/kiosk-host.ts',
    values: ['core', 'electron/operator'],
    types: ['electron/session'],
  },
  // Each part of the settings is its adapter's to describe.
  {
    folder: 'electron/main/settings.ts',
    values: ['core', 'electron/door', 'electron/snapshots'],
    packages: ['zod'],
    builtins: true,
  },
  // The part of compose that joins settings and calibration.
  {
    folder: 'electron/main/session-policy.ts',
    values: ['core', 'electron/evaluation', 'electron/inference'],
  },
  { folder: 'electron/preload', values: PURE, packages: ['electron'] },
  {
    folder: 'electron/appliance',
    values: ['core', 'electron'],
    packages: ['fastify', '@fastify/static', '@fastify/websocket', 'zod'],
    builtins: true,
  },
  {
    folder: 'electron/cli',
    values: ['core', 'electron'],
    packages: ['commander', 'zod'],
    builtins: true,
  },

  {
    folder: 'renderer',
    values: PURE,
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

/** What the tests of a tree may import beside their own folder; they may join what the product keeps apart. */
export const TESTS = {
  core: { values: ['core'], packages: ['vitest', 'fast-check', 'zod'], builtins: true },
  electron: {
    values: ['core', 'electron', 'e2e/support'],
    packages: [
      'vitest',
      'fast-check',
      'zod',
      'sharp',
      'ws',
      'fastify',
      'onnxruntime-node',
      'mqtt',
      'serialport',
      '@seriousme/openapi-schema-validator',
    ],
    builtins: true,
  },
  renderer: {
    values: ['core', 'renderer'],
    packages: ['vitest', 'fast-check', 'zustand', 'ws'],
    builtins: true,
  },
  build: {
    values: ['build'],
    packages: [
      'vitest',
      '@playwright/test',
      'app-builder-lib',
      'dependency-cruiser',
      'electron-builder',
    ],
    builtins: true,
  },
};
