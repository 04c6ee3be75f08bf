// Test support: a kiosk as a host opens it, over a data folder of the test's own and without a window. Not shipped.

import { resolve } from 'node:path';
import type { ComposeOptions } from '../compose.ts';

/** All but the worker, which is another folder's. `lines` takes what the operator is told. */
export const plainHost = (data: string, lines: string[]): Omit<ComposeOptions, 'launchWorker'> => ({
  demo: false,
  messages: false,
  root: resolve(import.meta.dirname, '../../..'),
  data,
  out: () => undefined,
  print: (line) => lines.push(line),
});
