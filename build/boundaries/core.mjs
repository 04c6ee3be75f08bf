// Who may import whom in `core/`: the judgement. Data of the boundary check (Node, development only).

/** @import { Boundary } from './table.mjs' */

/** @type {readonly Boundary[]} */
export const CORE = [
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
];
