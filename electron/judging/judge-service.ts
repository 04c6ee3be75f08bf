// Judging processes behind a queue of bounded length, for callers who come when they like. A process that dies is replaced. API process.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Judgement } from '#core/fusion/index.ts';
import type { EnrolmentFrame } from '#core/identity/index.ts';
import type { MediaFaultCode } from '#electron/media/index.ts';
import type { ModelHashes } from '#electron/session/ports.ts';
import type { JudgeMedia } from './judge-messages.ts';
import { startJudge, type JudgeProcess } from './judge-process.ts';

/** What a request brought. A clip is written to a private folder while it is judged. */
export type RequestMedia =
  Exclude<JudgeMedia, { kind: 'clip' }> | { readonly kind: 'clip'; readonly bytes: Uint8Array };

export interface JudgeRequest {
  readonly media: RequestMedia;
  /** Bona fide at and above this score, in [0, 1]. */
  readonly threshold: number;
  /** Whether what could be enrolled is asked for; of stills only. */
  readonly wantsFace: boolean;
}

export type ServiceAnswer =
  | {
      readonly kind: 'judged';
      readonly judgement: Judgement;
      readonly face: EnrolmentFrame | null;
    }
  | { readonly kind: 'bad'; readonly code: MediaFaultCode; readonly message: string }
  /** The queue is full. */
  | { readonly kind: 'busy' }
  /** The process that judged it died or hung. */
  | { readonly kind: 'died'; readonly why: string };

export interface JudgeService extends AsyncDisposable {
  readonly models: ModelHashes;
  /** Null while there is room; else after how many seconds whoever is turned away now should ask again. */
  readonly waitSeconds: () => number | null;
  /** Never rejects for what a request brought. */
  readonly judge: (request: JudgeRequest) => Promise<ServiceAnswer>;
}

export interface JudgeServiceOptions {
  /** Processes side by side. */
  readonly jobs: number;
  /** Requests that may wait beside those that are judged. */
  readonly queue: number;
  /** Somebody else on this machine goes first: no judgement is begun meanwhile, and the processes take what the others leave them. */
  readonly precedence?: {
    readonly isTaken: () => boolean;
    readonly whenFree: () => Promise<void>;
  };
  readonly script?: URL;
}

/** Throws `ModelsUnavailable`. */
export async function openJudgeService(options: JudgeServiceOptions): Promise<JudgeService> {
  const { jobs, queue, precedence, script } = options;
  const yields = precedence !== undefined;
  const first = await startJudge({ script, yields });
  const idle: JudgeProcess[] = [first];
  const all = new Set(idle);
  const waiting: ((judge: JudgeProcess) => void)[] = [];
  let inHand = 0;
  const closing = new AbortController();
  for (let more = 1; more < jobs; more += 1) await add();

  const isBusy = (): boolean => closing.signal.aborted || inHand >= jobs + queue;

  async function add(): Promise<void> {
    const judge = await startJudge({ script, yields });
    if (closing.signal.aborted) return judge[Symbol.dispose]();
    all.add(judge);
    release(judge);
  }
  function release(judge: JudgeProcess): void {
    const next = waiting.shift();
    if (next === undefined) idle.push(judge);
    else next(judge);
  }
  function take(): Promise<JudgeProcess> {
    const judge = idle.pop();
    if (judge !== undefined) return Promise.resolve(judge);
    const { promise, resolve } = Promise.withResolvers<JudgeProcess>();
    waiting.push(resolve);
    return promise;
  }
  /** Whoever waits is served by the process that takes the dead one's place. */
  async function replace(dead: JudgeProcess): Promise<void> {
    all.delete(dead);
    dead[Symbol.dispose]();
    for (let failures = 0; !closing.signal.aborted; failures += 1) {
      try {
        return await add();
      } catch {
        await pause(Math.min(RETRY_MS * 2 ** failures, LONGEST_RETRY_MS));
      }
    }
  }

  async function ask({ media, threshold, wantsFace }: JudgeRequest): Promise<ServiceAnswer> {
    // Before a process is taken, which a full disk must not keep.
    await using place = media.kind === 'clip' ? await writeClip(media.bytes) : null;
    const onDisk = media.kind === 'clip' ? { kind: media.kind, path: place?.path ?? '' } : media;
    const judge = await take();
    await precedence?.whenFree();
    const answer = await judge.ask({ task: 'judge', media: onDisk, threshold, wantsFace });
    if (answer.kind === 'died') {
      void replace(judge);
      return answer;
    }
    release(judge);
    if (answer.kind === 'judged') return answer;
    if (answer.kind !== 'bad') throw new Error(`not a judgement: ${answer.kind}`);
    // The caller knows nothing of our folders.
    const message =
      place === null ? answer.message : answer.message.replaceAll(place.path, 'video');
    return { ...answer, message };
  }

  return {
    models: first.models,
    waitSeconds() {
      if (!isBusy()) return null;
      return precedence?.isTaken() === true ? SESSION_SECONDS : 1;
    },
    async judge(request) {
      if (isBusy()) return { kind: 'busy' };
      inHand += 1;
      try {
        return await ask(request);
      } finally {
        inHand -= 1;
      }
    },
    [Symbol.asyncDispose]() {
      closing.abort();
      for (const judge of all) judge[Symbol.dispose]();
      return Promise.resolve();
    },
  };
}

/** A session takes about twice as long. */
const SESSION_SECONDS = 5;

const RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

const pause = (milliseconds: number): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, milliseconds).unref();
  return promise;
};

interface ClipFile extends AsyncDisposable {
  readonly path: string;
}

/** In a folder that nobody else may enter, and gone with the judgement. */
async function writeClip(bytes: Uint8Array): Promise<ClipFile> {
  const folder = await mkdtemp(join(tmpdir(), 'gatelight-clip-'));
  const path = join(folder, 'clip');
  await writeFile(path, bytes, { mode: 0o600 });
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
