// Gives inference a process of its own inside Electron. Main process.

import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { LaunchWorker } from './compose.ts';

/** The build lays the worker beside the main process's folder. */
const WORKER = join(import.meta.dirname, '../inference/worker.js');

export const launchUtilityWorker: LaunchWorker = () => {
  const child = utilityProcess.fork(WORKER, [], {
    serviceName: 'Gatelight inference',
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
    kill() {
      // `child.kill()` asks politely; a worker that hangs inside a model does not listen.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
};
