// Judging processes side by side, one a core, each taking the next file when it is done with one. Parent: CLI or API.

import type { ModelHashes } from '#electron/session/ports.ts';
import { startJudge, type JudgeAnswer, type JudgeProcess } from './judge-process.ts';
import type { JudgeTask } from './judge-messages.ts';

export interface JudgePool extends Disposable {
  readonly models: ModelHashes;
  /** Rejects with the signal's reason, and then what is under way is lost. Answers come in no order. */
  readonly judgeAll: <T>(judging: Judging<T>, signal: AbortSignal) => Promise<void>;
}

export interface Judging<T> {
  readonly items: readonly T[];
  readonly taskOf: (item: T) => JudgeTask;
  readonly onAnswer: (item: T, answer: JudgeAnswer) => void;
}

/** Throws `ModelsUnavailable`. */
export async function openJudgePool(jobs: number, script?: URL): Promise<JudgePool> {
  const start = () => startJudge({ script });
  const started = await Promise.allSettled(Array.from({ length: jobs }, start));
  const judges = started.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const failed = started.find((start) => start.status === 'rejected');
  const [first] = judges;
  if (failed !== undefined || first === undefined) {
    for (const judge of judges) judge[Symbol.dispose]();
    throw failed?.reason;
  }
  return {
    models: first.models,
    async judgeAll(judging, signal) {
      signal.throwIfAborted();
      const { promise: aborted, reject } = Promise.withResolvers<never>();
      const abort = () => reject(signal.reason);
      signal.addEventListener('abort', abort);
      try {
        const rest = judging.items.values();
        const all = judges.map((_, place) => work({ judges, place, start }, rest, judging, signal));
        await Promise.race([Promise.all(all), aborted]);
      } finally {
        signal.removeEventListener('abort', abort);
      }
    },
    [Symbol.dispose]() {
      for (const judge of judges) judge[Symbol.dispose]();
    },
  };
}

interface Seat {
  readonly judges: JudgeProcess[];
  readonly place: number;
  readonly start: () => Promise<JudgeProcess>;
}

/** One process's share. A file that it died of is answered for, and another process goes on in its place. */
async function work<T>(
  { judges, place, start }: Seat,
  rest: Iterator<T>,
  { taskOf, onAnswer }: Judging<T>,
  signal: AbortSignal,
): Promise<void> {
  for (let next = rest.next(); !next.done; next = rest.next()) {
    const answer = await judges[place]?.ask(taskOf(next.value));
    if (signal.aborted || answer === undefined) return;
    onAnswer(next.value, answer);
    if (answer.kind === 'died') judges[place] = await start();
  }
}
