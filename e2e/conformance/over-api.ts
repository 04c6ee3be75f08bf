// Sessions over the API's WebSocket: its real server, real sessions and log. It has no door. Node.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { sessionMessage, type SessionMessage } from '#core/protocol/index.ts';
import type { SessionsPort } from '#electron/api/ports.ts';
import { listDecisions, openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { readPulses } from '#electron/door/simulated.ts';
import { launchForkedWorker } from '#electron/inference/worker-process.ts';
import { createServedSessions } from '#electron/main/served-sessions.ts';
import type { Cue } from '#renderer/demo/subject.ts';
import { startTestServer } from '../support/api-server.ts';
import { connectSocket, sending } from './socket.ts';
import { createDrivenTime, type SessionHost, type Visit } from './session-host.ts';

const told = z.union([sessionMessage, z.object({ type: z.literal('error'), code: z.string() })]);

export async function openOverApi(): Promise<SessionHost> {
  await using resources = new AsyncDisposableStack();
  const data = await mkdtemp(join(tmpdir(), 'gatelight-conformance-'));
  resources.defer(() => rm(data, { recursive: true }));
  const time = createDrivenTime();
  const file = join(data, 'decisions.sqlite');
  const log = resources.use(openDecisionLog(file));
  const faults: string[] = [];
  const onFault = (what: string, cause: unknown): void =>
    void faults.push(`${what}: ${String(cause)}`);
  const served = resources.use(
    createServedSessions({
      sessions: 1,
      log,
      launchWorker: launchForkedWorker,
      home: null,
      precedence: null,
      onFault,
      clock: time.clock,
    }),
  );
  const { sessions, freed } = watched(served);
  const server = resources.use(await startTestServer({ sessions, onFault }));
  const owned = resources.move();
  return {
    name: 'api',
    time,
    decisions: () => listDecisions(file, EVERY).toReversed(),
    pulses: async () => (await readPulses(join(data, 'door-pulses.jsonl'))).length,
    async connect(): Promise<Visit> {
      let cue: Cue = { phase: 'positioning', action: null, over: false };
      const url = `${server.origin.replace('http', 'ws')}/api/v1/liveness/session`;
      const line = await connectSocket(new WebSocket(url), (text) => {
        const message = told.parse(JSON.parse(text));
        if (message.type === 'error') return 'refused';
        cue = cueAfter(cue, message);
        return message.type === 'hint' || message.type === 'frame_result' ? 'answered' : null;
      });
      return {
        begin() {
          line.send(JSON.stringify({ type: 'auth', key: server.key }));
          return Promise.resolve();
        },
        ...sending(line),
        cue: () => cue,
        async drop() {
          await line.drop();
          // Its worker has the next one.
          await freed();
        },
      };
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const EVERY = 1000;

/** The same sessions, and when none of them is left. */
function watched(served: SessionsPort): {
  readonly sessions: SessionsPort;
  readonly freed: () => Promise<unknown>;
} {
  const ends: Promise<void>[] = [];
  const sessions: SessionsPort = {
    decode: served.decode,
    async open(asked) {
      const session = await served.open(asked);
      if (session === null) return null;
      const { promise, resolve } = Promise.withResolvers<void>();
      ends.push(promise);
      return {
        ...session,
        async [Symbol.asyncDispose]() {
          await session[Symbol.asyncDispose]();
          resolve();
        },
      };
    },
  };
  return { sessions, freed: () => Promise.all(ends) };
}

/** What somebody learns from the messages, who sees no screen of ours. */
function cueAfter(cue: Cue, message: SessionMessage): Cue {
  switch (message.type) {
    case 'phase':
      return { ...cue, phase: message.value };
    case 'challenge_start':
      return { ...cue, action: message.action };
    case 'challenge_result':
      return { ...cue, action: null };
    case 'final_result':
      return { phase: 'concluded', action: null, over: true };
    case 'frame_result':
    case 'hint':
      return cue;
  }
}
