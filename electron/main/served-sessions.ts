// The live sessions of the API: each takes one inference process for as long as it runs, and there are so many of those. Main process of the API.

import { randomInt } from 'node:crypto';
import { ms } from '#core/frame/index.ts';
import { MAX_FRAME_SIDE } from '#core/protocol/index.ts';
import { productionPolicy as policy } from '#core/session/index.ts';
import type { SessionsPort } from '#electron/api/ports.ts';
import {
  createSupervisedInference,
  type LaunchWorker,
  type SupervisedInference,
} from '#electron/inference/supervised.ts';
import { decodeSmallStill, MediaFault } from '#electron/media/index.ts';
import type { DecisionLogPort, MonotonicClock } from '#electron/session/ports.ts';
import { openStreamedSession } from '#electron/session/streamed.ts';
import type { Precedence } from './precedence.ts';

export interface ServedSessionsOptions {
  /** At a time; each worker is started when it is first needed. */
  readonly sessions: number;
  readonly log: DecisionLogPort;
  readonly launchWorker: LaunchWorker;
  /** The installation's folder; null: it is found from where the worker lies. */
  readonly home: string | null;
  /** Who goes first; null where nobody else is here. */
  readonly precedence: Precedence | null;
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
  launchWorker,
  home,
  precedence,
  onFault,
  clock = () => ms(performance.now()),
}: ServedSessionsOptions): ServedSessions {
  const free: SupervisedInference[] = Array.from({ length: sessions }, () =>
    createSupervisedInference({
      launch: launchWorker,
      detectorSide: DETECTOR_SIDE,
      home,
      yields: precedence !== null,
    }),
  );
  const all = [...free];
  const closing = new AbortController();
  return {
    async open({ id, onMessage }) {
      // One that runs already goes on with what the kiosk leaves it; none is begun beside the kiosk's own.
      if (precedence?.isTaken() === true) return null;
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
        const limits = { maxSide: MAX_FRAME_SIDE, signal: closing.signal };
        return await decodeSmallStill(bytes, 'frame', limits);
      } catch (cause) {
        if (!(cause instanceof MediaFault)) throw cause;
        const { code, message } = cause;
        return { fault: code === 'TOO_LARGE' ? 'too-large' : 'malformed', message };
      }
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await Promise.all(all.map((inference) => inference[Symbol.asyncDispose]()));
    },
  };
}
