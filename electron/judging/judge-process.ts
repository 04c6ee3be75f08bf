// A judging process as its parent holds it. It may hang or crash on a file; that costs the file, not the run. Parent: CLI or API.

import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { ModelsUnavailable } from '#electron/inference/models-unavailable.ts';
import type { ModelHashes } from '#electron/session/ports.ts';
import { judgeMessage, type JudgeMessage, type JudgeTask } from './judge-messages.ts';

export type JudgeAnswer =
  | Extract<JudgeMessage, { kind: 'checked' | 'measured' | 'judged' | 'bad' }>
  /** The process hung or crashed on the file and is gone. */
  | { readonly kind: 'died'; readonly why: string };

export interface JudgeProcess extends Disposable {
  readonly models: ModelHashes;
  /** One at a time. */
  readonly ask: (task: JudgeTask) => Promise<JudgeAnswer>;
}

const JUDGE = new URL('./judge-worker.ts', import.meta.url);
const LOAD_MS = 60_000;
/** A minute of video takes seconds. */
const FILE_MS = 120_000;

export interface StartOptions {
  readonly script?: URL | undefined;
  /** Takes what the machine's other processes leave it. */
  readonly yields?: boolean;
}

/** Throws `ModelsUnavailable`, or the cause when the process did not even get that far. */
export async function startJudge({
  script = JUDGE,
  yields = false,
}: StartOptions = {}): Promise<JudgeProcess> {
  const child = fork(script, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    // One core a process: libvips would take all of them for every picture.
    env: { ...process.env, VIPS_CONCURRENCY: '1' },
  });
  if (yields && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let waiting: ((message: JudgeMessage | Died) => void) | null = null;
  let gone: Died | null = null;

  function settle(message: JudgeMessage | Died): void {
    waiting?.(message);
    waiting = null;
  }
  function die(why: string): void {
    gone ??= { kind: 'died', why };
    settle(gone);
  }
  child.on('message', (message) => settle(judgeMessage.parse(message)));
  child.once('error', (cause) => die(cause.message));
  child.once('exit', (code, signal) => die(signal ?? `exit code ${code}`));

  /** The next message, or the death that came instead. */
  async function next(limitMs: number): Promise<JudgeMessage | Died> {
    if (gone !== null) return gone;
    const { promise, resolve } = Promise.withResolvers<JudgeMessage | Died>();
    waiting = resolve;
    const watchdog = setTimeout(() => {
      die(`no answer in ${limitMs / 1000} s`);
      child.kill('SIGKILL');
    }, limitMs);
    try {
      return await promise;
    } finally {
      clearTimeout(watchdog);
    }
  }

  const first = await next(LOAD_MS);
  if (first.kind === 'not-ready') throw new ModelsUnavailable(first);
  if (first.kind !== 'ready') throw new Error(`a judging process did not start: ${whyOf(first)}`);
  return {
    models: first.models,
    async ask(task) {
      // A send that fails means that the process is going, and `exit` says so.
      if (gone === null) child.send(task, () => undefined);
      const answer = await next(FILE_MS);
      if (answer.kind === 'ready' || answer.kind === 'not-ready') {
        throw new Error('a judging process began anew');
      }
      return answer;
    },
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
}

type Died = Extract<JudgeAnswer, { kind: 'died' }>;

const whyOf = (message: JudgeMessage | Died): string =>
  message.kind === 'died' ? message.why : `it said ${message.kind}`;
