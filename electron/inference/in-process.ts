// Inference in the process that asks for it: the command line, the benchmark, tests. It blocks that process while it runs.

import type { InferencePort } from '#electron/session/ports.ts';
import { openAssets, type AssetLibrary } from './assets.ts';
import { loadModels, releaseModels, type LoadedModels } from './models.ts';
import { ModelsUnavailable } from './models-unavailable.ts';
import { createPipeline, type Pipeline, type PipelineOptions } from './pipeline.ts';

export interface InProcessOptions extends PipelineOptions {
  /** Where the models are; by default this installation's. */
  readonly library?: AssetLibrary;
}

export function createInProcessInference(options: InProcessOptions): InferencePort {
  let loading: Promise<Ready> | undefined;
  let busy = false;

  async function load(signal: AbortSignal): Promise<Ready> {
    const models = await loadModels(options.library ?? (await openLibrary()), signal);
    return { models, analyze: createPipeline(models.sessions, options) };
  }

  return {
    async ready(signal) {
      loading ??= load(signal);
      try {
        return (await loading).models.hashes;
      } catch (cause) {
        // The next call tries again: the remedy may have been applied meanwhile.
        loading = undefined;
        throw cause;
      }
    },
    async analyze(frame, plan, signal) {
      signal.throwIfAborted();
      if (loading === undefined) throw new Error('analyze() before ready()');
      if (busy) throw new Error('a frame is already in flight');
      busy = true;
      try {
        const { analyze } = await loading;
        const analysis = await analyze(frame, plan);
        signal.throwIfAborted();
        return analysis;
      } finally {
        busy = false;
      }
    },
    async [Symbol.asyncDispose]() {
      const ready = await loading?.catch(() => undefined);
      loading = undefined;
      if (ready !== undefined) await releaseModels(ready.models.sessions);
    },
  };
}

interface Ready {
  readonly models: LoadedModels;
  readonly analyze: Pipeline;
}

async function openLibrary(): Promise<AssetLibrary> {
  const opening = await openAssets();
  if (opening.kind === 'fault') throw new ModelsUnavailable(opening);
  return opening.library;
}
