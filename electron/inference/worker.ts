// The inference worker: loads the models, judges one frame at a time, answers. A process of its own: a `utilityProcess` under
// Electron, a forked Node process elsewhere. It decides nothing, and when it dies its parent starts another.

import { constants, setPriority } from 'node:os';
import { openAssets } from './assets.ts';
import { loadModels } from './models.ts';
import { ModelsUnavailable } from './models-unavailable.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { openParentPort } from './worker-port.ts';
import { workerRequest, type WorkerReply, type WorkerRequest } from './worker-messages.ts';

const port = openParentPort();
const closing = new AbortController();
let pipeline: Pipeline | undefined;

port.onMessage((message) => {
  // A malformed message is a bug of the parent: let it end this process loudly.
  void handle(workerRequest.parse(message)).then(port.post);
});
port.onClose(() => {
  closing.abort();
  process.exit(0);
});

async function handle(request: WorkerRequest): Promise<WorkerReply> {
  if (request.type === 'load') return load(request);
  try {
    if (pipeline === undefined) throw new Error('no models are loaded');
    const analysis = await pipeline(request.frame, request.plan);
    return { type: 'analyzed', id: request.id, analysis };
  } catch (cause) {
    return { type: 'failed', id: request.id, message: messageOf(cause) };
  }
}

async function load({
  home,
  detectorSide,
  yields,
}: Extract<WorkerRequest, { type: 'load' }>): Promise<WorkerReply> {
  // Before anything is loaded: threads have the priority of whoever starts them.
  if (yields) setPriority(constants.priority.PRIORITY_LOW);
  try {
    const opening = await openAssets(home ?? undefined);
    if (opening.kind === 'fault') throw new ModelsUnavailable(opening);
    const { sessions, hashes } = await loadModels(opening.library, closing.signal);
    pipeline = createPipeline(sessions, { detectorSide, onModelFault });
    return { type: 'ready', hashes };
  } catch (cause) {
    if (!(cause instanceof ModelsUnavailable)) throw cause;
    return { type: 'refused', code: cause.code, message: cause.message };
  }
}

function onModelFault(model: string, cause: unknown): void {
  process.stderr.write(`inference: ${model} failed on a frame: ${messageOf(cause)}\n`);
}

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);
