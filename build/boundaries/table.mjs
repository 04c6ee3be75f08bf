// Who may import whom, as data. Read by the boundary check (Node, development only); the prose is in docs/architecture.md.
//
// `values` are folders whose code may be called. Types may in addition come from whatever those folders may import
// themselves, and from `types`: a type import leaves nothing behind at run time. A folder may always import itself.
// `packages` are npm packages, `builtins` says whether Node's own modules may be used. What is not listed is forbidden.

import { ADAPTERS } from './adapters.mjs';
import { CORE } from './core.mjs';
import { HOSTS } from './hosts.mjs';
import { PAGES_AND_TOOLS } from './pages-and-tools.mjs';

/**
 * @typedef {object} Boundary
 * @property {string} folder a source folder, or a file that has a rule of its own
 * @property {readonly string[]} values
 * @property {readonly string[]} [types]
 * @property {readonly string[]} [packages]
 * @property {boolean} [builtins]
 */

/** @type {readonly Boundary[]} */
export const BOUNDARIES = [...CORE, ...ADAPTERS, ...HOSTS, ...PAGES_AND_TOOLS];

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
