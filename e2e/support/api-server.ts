// Test support: the API's server over an engine that says what it is told to. Not shipped.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Judgement } from '#core/fusion/index.ts';
import type { IdentityEvent } from '#core/identity/index.ts';
import { padScore } from '#core/pad/index.ts';
import { createKeyStore, IDENTITY_KEY } from '#electron/decision-log/key-store.ts';
import { openIdentity } from '#electron/identity/index.ts';
import { keepApiKey, newApiKey } from '#electron/api/key-file.ts';
import { openApiKeys } from '#electron/api/keys.ts';
import { createMediaSource } from '#electron/api/media-source.ts';
import type { ApiCheck, JudgeAnswer, JudgeRequest, SessionsPort } from '#electron/api/ports.ts';
import { createApiServer, type ApiServer, type ApiServerOptions } from '#electron/api/server.ts';

export interface TestServer extends AsyncDisposable {
  readonly origin: string;
  readonly user: string;
  readonly key: string;
  /** Where it is kept. */
  readonly keyFile: string;
  /** What the engine says to the next requests. */
  says: JudgeAnswer | 'log-fails';
  readonly asked: readonly JudgeRequest[];
  readonly logged: readonly ApiCheck[];
  readonly enrolments: readonly IdentityEvent[];
  readonly faults: readonly string[];
}

const NO_SESSIONS: SessionsPort = {
  open: () => Promise.resolve(null),
  decode: () => Promise.resolve({ fault: 'malformed', message: 'frame: unreadable' }),
};

export async function startTestServer(
  options: Partial<ApiServerOptions> = {},
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'gatelight-api-'));
  const file = join(folder, 'api-keys.json');
  const { key, kept } = newApiKey('test', new Date());
  keepApiKey(file, kept);
  const enrolments: IdentityEvent[] = [];
  const register = await openIdentity(folder, createKeyStore(folder, null, IDENTITY_KEY), {
    record: (event) => Promise.resolve(enrolments.push(event)),
  });
  const asked: JudgeRequest[] = [];
  const logged: ApiCheck[] = [];
  const faults: string[] = [];
  const state: { says: TestServer['says'] } = { says: judged({}) };
  const server: ApiServer = await createApiServer({
    engine: {
      judge: {
        waitSeconds: () => null,
        judge(request) {
          asked.push(request);
          return Promise.resolve(state.says === 'log-fails' ? judged({}) : state.says);
        },
      },
      log: {
        appendEvent(event) {
          if (state.says === 'log-fails') return Promise.reject(new Error('disk full'));
          logged.push(event);
          return Promise.resolve({ id: String(logged.length) });
        },
      },
    },
    keys: openApiKeys(file, (line) => faults.push(line)),
    media: createMediaSource(null),
    sessions: NO_SESSIONS,
    register,
    port: 0,
    perMinute: 1000,
    onFault: (request, cause) => faults.push(`${request} ${String(cause)}`),
    ...options,
  });
  return Object.assign(state, {
    origin: server.origin,
    user: kept.id,
    key,
    keyFile: file,
    asked,
    logged,
    enrolments,
    faults,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      register[Symbol.dispose]();
      await rm(folder, { recursive: true });
    },
  });
}

/** A judgement: bona fide at 0.9 unless told otherwise. */
export const judged = (said: Partial<Judgement>): Extract<JudgeAnswer, { kind: 'judged' }> => ({
  kind: 'judged',
  judgement: {
    outcome: 'bona-fide',
    score: padScore(0.9),
    pai: null,
    issue: null,
    faces: 1,
    models: null,
    ...said,
  },
  face: null,
});
