// The live sessions of the API: each takes one inference process for as long as it runs, and there are so many of those. CLI process.

import { randomInt } from 'node:crypto';
import { ms } from '#core/frame/index.ts';
import { productionPolicy as policy } from '#core/session/index.ts';
import type { SessionsPort } from '#electron/api/ports.ts';
import {
  createSupervisedInference,
  type SupervisedInference,
} from '#electron/inference/supervised.ts';
import { launchForkedWorker } from '#electron/inference/worker-process.ts';
import { decodeStill, MediaFault } from '#electron/media/index.ts';
import type { DecisionLogPort, MonotonicClock } from '#electron/session/ports.ts';
import { openStreamedSession } from '#electron/session/streamed.ts';

export interface ServedSessionsOptions {
  /** At a time; each worker is started when it is first needed. */
  readonly sessions: number;
  readonly log: DecisionLogPort;
  readonly onFault: (what: string, cause: unknown) => void;
  /** The process's own unless somebody else drives the time. */
  readonly clock?: MonotonicClock;
}

export interface ServedSessions extends SessionsPort, AsyncDisposable {}

/** As a kiosk looks at its camera. */
const DETECTOR_SIDE = 320;

export function createServedSessions({
  sessions,
  log,
  onFault,
  clock = () => ms(performance.now()),
}: ServedSessionsOptions): ServedSessions {
  const free: SupervisedInference[] = Array.from({ length: sessions }, () =>
    createSupervisedInference({
      launch: launchForkedWorker,
      detectorSide: DETECTOR_SIDE,
      home: null,
    }),
  );
  const all = [...free];
  const closing = new AbortController();
  return {
    async open({ id, onMessage }) {
      const inference = free.pop();
      if (inference === undefined) return null;
      try {
        const models = await inference.ready(closing.signal);
        const session = openStreamedSession({
          policy,
          clock,
          log,
          inference,
          models: () => models,
          pick: (below) => randomInt(below),
          sessionId: id,
          onMessage,
          onFault,
        });
        return {
          ...session,
          async [Symbol.asyncDispose]() {
            await session[Symbol.asyncDispose]();
            free.push(inference);
          },
        };
      } catch (cause) {
        free.push(inference);
        throw cause;
      }
    },
    async decode(bytes) {
      try {
        return await decodeStill(bytes, 'frame', closing.signal);
      } catch (cause) {
        if (cause instanceof MediaFault) return cause.message;
        throw cause;
      }
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.all(all.map((inference) => inference[Symbol.asyncDispose]()));
    },
  };
}
