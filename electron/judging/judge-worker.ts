// A judging process: one file at a time, by the models in this very process. `evaluate` and `calibrate` start one a core. Judging process.

import type { Frame } from '#core/frame/index.ts';
import { createInProcessInference } from '#electron/inference/in-process.ts';
import { ModelsUnavailable } from '#electron/inference/models-unavailable.ts';
import type { FileVerdict } from '#electron/evaluation/verdict.ts';
import {
  decodeReducedStill,
  decodeStill,
  isStill,
  MediaFault,
  sniffFile,
} from '#electron/media/index.ts';
import { judgeFile } from './judge-file.ts';
import {
  judgeTask,
  type CheckTask,
  type JudgeMessage,
  type JudgeTask,
  type WholeTask,
} from './judge-messages.ts';
import { judgeBurst, judgePicture } from './judge-picture.ts';
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
    case 'judge':
      return judgeWhole(task);
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

async function judgeWhole({ media, threshold, wantsFace }: WholeTask): Promise<JudgeMessage> {
  const options = { threshold, strict: false, inference: still, signal };
  try {
    switch (media.kind) {
      case 'still': {
        const picture = { source: media.bytes, reduced: smallStill, whole: wholeStill };
        return { kind: 'judged', ...(await judgePicture(picture, options, wantsFace)) };
      }
      case 'burst': {
        const frames: Frame[] = [];
        for (const bytes of media.pictures) frames.push((await smallStill(bytes)).frame);
        return { kind: 'judged', judgement: await judgeBurst(frames, options), face: null };
      }
      case 'clip':
        // A single picture has no time in it to analyse.
        if (isStill(await sniffFile(media.path)))
          throw new MediaFault('UNSUPPORTED_MEDIA', 'video: a picture; send a video');
        return { kind: 'judged', judgement: await judgeFile(media.path, options), face: null };
    }
  } catch (fault) {
    if (!(fault instanceof MediaFault)) throw fault;
    return { kind: 'bad', code: fault.code, message: fault.message };
  }
}

const smallStill = (bytes: Uint8Array) => decodeReducedStill(bytes, 'picture', signal);
const wholeStill = (bytes: Uint8Array) => decodeStill(bytes, 'picture', signal);

function post(message: JudgeMessage): void {
  process.send?.(message);
}
