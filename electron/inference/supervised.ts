// Inference in a process of its own: hands the worker one frame at a time, and starts another worker when it dies or hangs.
// Main process. A frame in flight when that happens is unjudged: its promise rejects, it is never scored.

import { setTimeout as delay } from 'node:timers/promises';
import type { InferencePort } from '#electron/session/ports.ts';
import { ModelsUnavailable } from './models-unavailable.ts';
import { startWorker, type WorkerLife } from './worker-life.ts';
import type { LaunchWorker } from './worker-process.ts';
import type { DetectorSide } from './yunet.ts';

export type { LaunchWorker } from './worker-process.ts';

export interface SupervisedOptions {
  readonly launch: LaunchWorker;
  readonly detectorSide: DetectorSide;
  /** The installation's folder; null: it is found from where the worker lies. */
  readonly home: string | null;
  /** The worker takes what the machine's other processes leave it. */
  readonly yields?: boolean;
  readonly timing?: SupervisionTiming;
}

export interface SupervisionTiming {
  /** Loading five models takes under a second; from a slow disk, more. */
  readonly loadMs: number;
  /** A frame takes 15 to 50 ms. A worker that has not answered for this long hangs. */
  readonly frameMs: number;
  /** Pause before the first restart; it doubles with every further one until a frame was judged. */
  readonly restartMs: number;
  readonly maxRestartMs: number;
}

const DEFAULT_TIMING: SupervisionTiming = {
  loadMs: 30_000,
  frameMs: 5000,
  restartMs: 250,
  maxRestartMs: 5000,
};

/** `ready`: models loaded, frames are judged. Anything else is `down`. */
export type InferenceState = 'ready' | 'down';

export interface SupervisedInference extends InferencePort {
  /** Called on every change. Returns its undo. */
  readonly onStateChange: (listener: (state: InferenceState) => void) => () => void;
}

/** Nothing is started before the first `ready`; from then on a worker that died is replaced without being asked for. */
export function createSupervisedInference(options: SupervisedOptions): SupervisedInference {
  const { launch, detectorSide, home, yields = false, timing = DEFAULT_TIMING } = options;
  const listeners = new Set<(state: InferenceState) => void>();
  const closing = new AbortController();
  /** The present worker or, during a pause, the next one. */
  let next: Promise<WorkerLife> | null = null;
  /** The worker whose models are loaded. */
  let working: WorkerLife | null = null;
  let deaths = 0;

  function setWorking(life: WorkerLife | null): void {
    const changed = (life === null) !== (working === null);
    working = life;
    if (!changed) return;
    for (const listener of listeners) listener(life === null ? 'down' : 'ready');
  }

  async function startAfter(pauseMs: number): Promise<WorkerLife> {
    await delay(pauseMs, undefined, { signal: closing.signal });
    const load = { type: 'load', home, detectorSide, yields } as const;
    const life = startWorker({ launch, load, loadMs: timing.loadMs, frameMs: timing.frameMs });
    void follow(life);
    return life;
  }

  async function follow(life: WorkerLife): Promise<void> {
    void life.loaded.then(
      () => setWorking(life),
      () => undefined,
    );
    const cause = await life.died;
    setWorking(null);
    // Models do not mend themselves: whoever mended them asks `ready` again.
    next = closing.signal.aborted || cause instanceof ModelsUnavailable ? null : restart();
  }

  function restart(): Promise<WorkerLife> {
    const pauseMs = Math.min(timing.restartMs * 2 ** deaths, timing.maxRestartMs);
    deaths += 1;
    const life = startAfter(pauseMs);
    // Closing during the pause is no fault.
    life.catch(() => undefined);
    return life;
  }

  return {
    async ready(signal) {
      signal.throwIfAborted();
      closing.signal.throwIfAborted();
      next ??= startAfter(0);
      const life = await unlessAborted(next, signal);
      return unlessAborted(life.loaded, signal);
    },
    async analyze(frame, plan, signal) {
      signal.throwIfAborted();
      if (working === null) throw new Error('inference is not ready');
      const analysis = await unlessAborted(working.analyze(frame, plan), signal);
      deaths = 0;
      return analysis;
    },
    onStateChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async [Symbol.asyncDispose]() {
      closing.abort(new Error('inference is closed'));
      listeners.clear();
      const life = await next?.catch(() => null);
      life?.end(new Error('inference is closed'));
      await life?.died;
    },
  };
}

/** Stops waiting when the signal fires; what was asked for goes on, and its answer is dropped. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
    // The loser of the race may still reject.
    work.catch(() => undefined);
  }
}
