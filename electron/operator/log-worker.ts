// The thread that reads the decision log for the desk, so that the kiosk goes on judging meanwhile. Worker thread.

import { parentPort, workerData } from 'node:worker_threads';
import { runLogJob, type LogJob, type LogResult } from './log-jobs.ts';

export interface LogQuestion {
  readonly id: number;
  readonly job: LogJob;
}

export type LogWord =
  | { readonly id: number; readonly result: LogResult }
  | { readonly id: number; readonly fault: string };

parentPort?.on('message', ({ id, job }: LogQuestion) => {
  parentPort?.postMessage(wordOn(id, job));
});

function wordOn(id: number, job: LogJob): LogWord {
  try {
    return { id, result: runLogJob(String(workerData), job) };
  } catch (cause) {
    return { id, fault: cause instanceof Error ? cause.message : String(cause) };
  }
}
