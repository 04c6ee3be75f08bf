// The battery's processes, one a core: each holds up the next presentation when it has done with one. Node.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { answer, type Result, type Task } from './worker-messages.ts';

export interface Pool extends Disposable {
  /** Resolves when all tasks are held, or when those under way at the signal are; `onResult` is called in no order. Throws when a process fails: the battery proves nothing then. */
  readonly holdAll: <T extends Task>(
    tasks: readonly T[],
    onResult: (task: T, result: Result) => void,
    signal: AbortSignal,
  ) => Promise<void>;
}

const WORKER = new URL('./worker.ts', import.meta.url);

export async function openPool(jobs: number): Promise<Pool> {
  const workers = Array.from({ length: jobs }, () =>
    fork(WORKER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
  );
  for (const worker of workers) await heard(worker);
  return {
    async holdAll(tasks, onResult, signal) {
      const rest = tasks.values();
      await Promise.all(
        workers.map(async (worker) => {
          for (const one of rest) {
            if (signal.aborted) return;
            worker.send({ entry: one.entry, seed: one.seed, strict: one.strict });
            const said = await heard(worker);
            if (said.kind !== 'held') {
              throw new Error(
                `${one.entry}, seed ${one.seed}: ${said.kind === 'failed' ? said.message : said.kind}`,
              );
            }
            onResult(one, said.result);
          }
        }),
      );
    },
    [Symbol.dispose]() {
      for (const worker of workers) if (worker.connected) worker.disconnect();
    },
  };
}

async function heard(worker: ChildProcess) {
  const ended = new AbortController();
  const exit = once(worker, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`a process of the battery ended with ${String(code)}`);
  });
  try {
    const said: readonly unknown[] = await Promise.race([
      once(worker, 'message', { signal: ended.signal }),
      exit,
    ]);
    return answer.parse(said[0]);
  } finally {
    exit.catch(() => undefined);
    ended.abort();
  }
}
