// Test support: a kiosk as a host opens it, over a data folder of the test's own and without a window. Not shipped.

import { resolve } from 'node:path';
import { launchForkedWorker } from '#electron/inference/worker-process.ts';
import type { ComposeOptions } from '../compose.ts';

/** `lines` takes what the operator is told. */
export const plainHost = (data: string, lines: string[]): ComposeOptions => ({
  demo: false,
  messages: false,
  root: resolve(import.meta.dirname, '../../..'),
  data,
  launchWorker: launchForkedWorker,
  out: () => undefined,
  print: (line) => lines.push(line),
});
