// Who may import whom in the hosts, and in the files that join adapters for them. Data of the boundary check (Node, development only).

/** @import { Boundary } from './table.mjs' */

const PURE = ['core'];

/** @type {readonly Boundary[]} */
export const HOSTS = [
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
];
