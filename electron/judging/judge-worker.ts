// A judging process: one file at a time, by the models in this very process. `evaluate` and `calibrate` start one a core. Judging process.

import { createInProcessInference } from '#electron/inference/in-process.ts';
import { ModelsUnavailable } from '#electron/inference/models-unavailable.ts';
import type { FileVerdict } from '#electron/evaluation/verdict.ts';
import { isStill, MediaFault, sniffFile } from '#electron/media/index.ts';
import { judgeFile } from './judge-file.ts';
import { judgeTask, type CheckTask, type JudgeMessage, type JudgeTask } from './judge-messages.ts';
import { measureFile } from './measure-file.ts';

const closing = new AbortController();
const { signal } = closing;
/** As `check` looks at files, and as a kiosk looks at its camera. */
const still = createInProcessInference({ detectorSide: 640 });
const kiosk = createInProcessInference({ detectorSide: 320 });

process.on('message', (message) => {
  // A malformed task is a bug of the parent: let it end this process loudly.
  void answer(judgeTask.parse(message)).then(post);
});
// The parent went away. An interrupt of the terminal reaches this process too, but stopping is the parent's to decide.
process.once('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);

post(await load());

async function load(): Promise<JudgeMessage> {
  try {
    return { kind: 'ready', models: await still.ready(signal) };
  } catch (cause) {
    if (!(cause instanceof ModelsUnavailable)) throw cause;
    return { kind: 'not-ready', code: cause.code, message: cause.message };
  }
}

async function answer(task: JudgeTask): Promise<JudgeMessage> {
  switch (task.task) {
    case 'check':
      return { kind: 'checked', verdict: await check(task) };
    case 'measure':
      await kiosk.ready(signal);
      return {
        kind: 'measured',
        measurement: await measureFile(task.path, { still, kiosk }, signal),
      };
  }
}

async function check({ path, threshold, strict, calibrated }: CheckTask): Promise<FileVerdict> {
  const startedAt = performance.now();
  try {
    const media = isStill(await sniffFile(path)) ? 'still' : 'clip';
    const judgement = await judgeFile(path, {
      threshold,
      strict,
      calibrated,
      inference: still,
      signal,
    });
    const { outcome, score, issue, pai } = judgement;
    const elapsedMs = performance.now() - startedAt;
    return { kind: 'judged', media, outcome, score, issue, pai, elapsedMs };
  } catch (fault) {
    if (!(fault instanceof MediaFault)) throw fault;
    return { kind: 'bad', code: fault.code, message: fault.message };
  }
}

function post(message: JudgeMessage): void {
  process.send?.(message);
}
