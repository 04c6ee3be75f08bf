// One life of an inference worker, from its launch to its end. Main process.

import type { Frame } from '#core/frame/index.ts';
import type { AnalysisPlan, FrameAnalysis } from '#core/session/index.ts';
import type { ModelHashes } from '#electron/session/ports.ts';
import { ModelsUnavailable } from './models-unavailable.ts';
import { workerReply, type WorkerReply, type WorkerRequest } from './worker-messages.ts';
import type { LaunchWorker } from './worker-process.ts';

export interface WorkerLife {
  /** Rejects with `ModelsUnavailable`, or with the cause of death when the worker did not get that far. */
  readonly loaded: Promise<ModelHashes>;
  /** Rejects when the worker failed on the frame, or died. One at a time. */
  readonly analyze: (frame: Frame, plan: AnalysisPlan) => Promise<FrameAnalysis>;
  /** Resolves with the cause, once. Never rejects. */
  readonly died: Promise<Error>;
  readonly end: (cause: Error) => void;
}

export interface WorkerLifeOptions {
  readonly launch: LaunchWorker;
  readonly load: Extract<WorkerRequest, { type: 'load' }>;
  readonly loadMs: number;
  readonly frameMs: number;
}

export function startWorker({ launch, load, loadMs, frameMs }: WorkerLifeOptions): WorkerLife {
  const worker = launch();
  const loaded = Promise.withResolvers<ModelHashes>();
  const died = Promise.withResolvers<Error>();
  let asked: Asked | null = null;
  let frames = 0;
  let isOver = false;
  let watchdog = watch(loadMs, 'loading the models');

  function watch(limitMs: number, what: string): NodeJS.Timeout {
    return setTimeout(() => {
      end(new Error(`the inference worker hangs: no answer in ${limitMs} ms while ${what}`));
    }, limitMs);
  }

  function end(cause: Error): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(watchdog);
    worker.kill();
    loaded.reject(cause);
    asked?.reject(cause);
    died.resolve(cause);
  }

  function receive(reply: WorkerReply): void {
    clearTimeout(watchdog);
    switch (reply.type) {
      case 'ready':
        return loaded.resolve(reply.hashes);
      case 'refused':
        return end(new ModelsUnavailable(reply));
      case 'analyzed':
        if (asked?.id !== reply.id) return end(new Error('the worker answered another frame'));
        asked.resolve(reply.analysis);
        break;
      case 'failed':
        asked?.reject(new Error(`inference failed on a frame: ${reply.message}`));
        break;
    }
    asked = null;
  }

  worker.onMessage((message) => {
    if (isOver) return;
    const parsed = workerReply.safeParse(message);
    if (parsed.success) receive(parsed.data);
    else end(new Error('the worker sent an unknown message', { cause: parsed.error }));
  });
  worker.onExit((why) => end(new Error(`the inference worker died (${why})`)));
  worker.post(load);
  // Whoever is interested awaits it; until then a refusal is not an unhandled one.
  loaded.promise.catch(() => undefined);

  return {
    loaded: loaded.promise,
    died: died.promise,
    end,
    async analyze(frame, plan) {
      if (isOver) throw await died.promise;
      if (asked !== null) throw new Error('a frame is already in flight');
      const { promise, resolve, reject } = Promise.withResolvers<FrameAnalysis>();
      frames += 1;
      asked = { id: frames, resolve, reject };
      watchdog = watch(frameMs, 'judging a frame');
      worker.post({ type: 'analyze', id: frames, frame, plan });
      return promise;
    },
  };
}

interface Asked {
  readonly id: number;
  readonly resolve: (analysis: FrameAnalysis) => void;
  readonly reject: (cause: Error) => void;
}
