// An inference worker as its parent holds it, and how plain Node starts one. Main process of the appliance, tests.

import { fork } from 'node:child_process';
import type { WorkerRequest } from './worker-messages.ts';

/** A running worker. Listeners are set once, right after the launch. */
export interface WorkerProcess {
  /** Clones the message: a buffer that is transferred to another process is silently lost. */
  readonly post: (message: WorkerRequest) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called once, when the process is gone for whatever reason; `why` is for the operator. */
  readonly onExit: (listener: (why: string) => void) => void;
  /** Ends the process at once; it may be hanging inside a model. */
  readonly kill: () => void;
}

/** How a host gives inference a process of its own. */
export type LaunchWorker = () => WorkerProcess;

/** A forked Node process. Electron's host launches the same file as a `utilityProcess`. */
export const launchForkedWorker: LaunchWorker = () =>
  forkWorker(new URL(`./worker${extension}`, import.meta.url));

/** The worker lies beside this file: a source under Node, a bundle in a packaged kiosk. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

export function forkWorker(script: URL): WorkerProcess {
  const child = fork(script, [], {
    serialization: 'advanced',
    // The worker's complaints are the operator's to read; it has nothing to say on stdout.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  return {
    // A send that fails means that the process is going, and `exit` says so.
    post: (message) => void child.send(message, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      const { promise, resolve } = Promise.withResolvers<string>();
      child.once('error', (cause) => resolve(cause.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
      void promise.then(listener);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
