// The worker's line to its parent, whichever host started it. Inference process.

import type { WorkerReply } from './worker-messages.ts';

export interface ParentPort {
  readonly post: (message: WorkerReply) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onClose: (listener: () => void) => void;
}

/** Electron's `process.parentPort` in a utility process, else the IPC channel of a forked Node process. */
export function openParentPort(): ParentPort {
  const utility = utilityPort();
  if (utility !== undefined) {
    return {
      post: (message) => utility.postMessage(message),
      onMessage: (listener) => utility.on('message', ({ data }) => listener(data)),
      // Electron ends its utility processes itself.
      onClose: () => undefined,
    };
  }
  if (process.send === undefined) throw new Error('the inference worker needs a parent process');
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
    onClose: (listener) => void process.on('disconnect', listener),
  };
}

/** The part of Electron's `ParentPort` that is used here; only main/ and preload/ know Electron itself. */
interface UtilityPort {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => void;
}

function utilityPort(): UtilityPort | undefined {
  const port: unknown = Reflect.get(process, 'parentPort');
  return isUtilityPort(port) ? port : undefined;
}

const isUtilityPort = (port: unknown): port is UtilityPort =>
  typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port;
