// Asks the thread that reads the decision log; starts it when it is first asked and ends it with the seat. Main process.

import { Worker } from 'node:worker_threads';
import type { LogJob, LogResults } from './log-jobs.ts';
import type { LogQuestion, LogWord } from './log-worker.ts';
import { unavailable } from './refused.ts';

type JobName = keyof LogResults;

export interface LogThread {
  /** Rejects with an `OperatorRefused`. */
  readonly run: <N extends JobName>(
    job: Extract<LogJob, { readonly job: N }>,
  ) => Promise<LogResults[N]>;
  readonly end: () => void;
}

interface Waiting {
  readonly resolve: (word: LogWord) => void;
  readonly reject: (cause: Error) => void;
}

export function createLogThread(data: string): LogThread {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function started(): Worker {
    const thread = new Worker(new URL(`./log-worker${EXTENSION}`, import.meta.url), {
      workerData: data,
    });
    thread.on('message', (word: LogWord) => {
      waiting.get(word.id)?.resolve(word);
      waiting.delete(word.id);
    });
    const gone = (why: string) => (): void => {
      if (worker !== thread) return;
      worker = null;
      for (const { reject } of waiting.values()) reject(unavailable(why));
      waiting.clear();
    };
    thread.on('error', gone('the log could not be read'));
    thread.on('exit', gone('the log is not read any more'));
    // A kiosk that ends does not wait for a chart.
    thread.unref();
    return thread;
  }

  return {
    async run(job) {
      worker ??= started();
      lastId += 1;
      const question: LogQuestion = { id: lastId, job };
      const { promise, resolve, reject } = Promise.withResolvers<LogWord>();
      waiting.set(question.id, { resolve, reject });
      worker.postMessage(question);
      const word = await promise;
      if ('fault' in word) throw unavailable(word.fault);
      // The thread answers a job with its own result.
      return word.result as LogResults[typeof job.job];
    },
    end() {
      void worker?.terminate();
    },
  };
}

/** The thread's code lies beside this file: a source under Node, a bundle in a packaged kiosk. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
