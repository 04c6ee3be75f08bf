// Asks the thread that reads the decision log; starts it when it is first asked and ends it with the seat. Main process.

import { Worker } from 'node:worker_threads';
import { runLogJob, type LogJob, type LogResults } from './log-jobs.ts';
import type { LogQuestion, LogWord } from './log-worker.ts';
import { messageOf, unavailable } from './refused.ts';

type JobName = keyof LogResults;

export interface LogThread {
  /** Rejects with an `OperatorRefused`. */
  readonly run: <N extends JobName>(
    job: Extract<LogJob, { readonly job: N }>,
  ) => Promise<LogResults[N]>;
  readonly end: () => void;
}

interface Waiting {
  readonly question: LogQuestion;
  readonly resolve: (word: LogWord) => void;
  readonly reject: (cause: Error) => void;
}

export function createLogThread(data: string, script: URL = SCRIPT): LogThread {
  let worker: Worker | null = null;
  /** Threads cannot be started here: Electron loads none from an archive. Then the log is read in this one, and the kiosk waits. */
  let isAlone = false;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function started(): Worker {
    const thread = new Worker(script, { workerData: data });
    let hasAnswered = false;
    thread.on('message', (word: LogWord) => {
      hasAnswered = true;
      waiting.get(word.id)?.resolve(word);
      waiting.delete(word.id);
    });
    thread.on('error', () => {
      if (hasAnswered) return;
      isAlone = true;
      for (const { question, resolve } of waiting.values()) resolve(answered(question));
      waiting.clear();
    });
    thread.on('exit', () => {
      if (worker !== thread) return;
      worker = null;
      for (const { reject } of waiting.values())
        reject(unavailable('the log is not read any more'));
      waiting.clear();
    });
    // A kiosk that ends does not wait for a chart.
    thread.unref();
    return thread;
  }

  function answered({ id, job }: LogQuestion): LogWord {
    try {
      return { id, result: runLogJob(data, job) };
    } catch (cause) {
      return { id, fault: messageOf(cause) };
    }
  }

  function ask(question: LogQuestion): Promise<LogWord> {
    const { promise, resolve, reject } = Promise.withResolvers<LogWord>();
    waiting.set(question.id, { question, resolve, reject });
    worker ??= started();
    worker.postMessage(question);
    return promise;
  }

  return {
    async run(job) {
      lastId += 1;
      const question: LogQuestion = { id: lastId, job };
      const word = isAlone ? answered(question) : await ask(question);
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
const SCRIPT = new URL(
  `./log-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
  import.meta.url,
);
