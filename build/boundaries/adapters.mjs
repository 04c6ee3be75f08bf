// Who may import whom among the adapters of `electron/`. Data of the boundary check (Node, development only).

/** @import { Boundary } from './table.mjs' */

const PURE = ['core'];

/** @type {readonly Boundary[]} */
export const ADAPTERS = [
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
];
