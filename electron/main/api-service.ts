// The API with all that stands behind it: keys, judging processes, live sessions, server. `gatelight serve` runs it by itself, a kiosk
// beside its own sessions. Main process of either.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createFetchMedia } from '#electron/api/fetch-media.ts';
import { API_KEY_FILE, keepApiKey, newApiKey } from '#electron/api/key-file.ts';
import { openApiKeys, type ApiKeys } from '#electron/api/keys.ts';
import { LARGEST_BODY } from '#electron/api/limits.ts';
import { createMediaSource } from '#electron/api/media-source.ts';
import type { ApiLogPort, RegisterPort } from '#electron/api/ports.ts';
import { createApiServer } from '#electron/api/server.ts';
import type { LaunchWorker } from '#electron/inference/supervised.ts';
import { openJudgeService } from '#electron/judging/judge-service.ts';
import type { DecisionLogPort } from '#electron/session/ports.ts';
import type { Precedence } from './precedence.ts';
import { createServedSessions } from './served-sessions.ts';
import type { Settings } from './settings.ts';

export interface ApiServiceOptions {
  readonly port: number;
  /** Judging processes, and as many live sessions. */
  readonly jobs: number;
  readonly rules: Pick<Settings['api'], 'allowedHosts' | 'perMinute'>;
  readonly keys: ApiKeys;
  readonly log: DecisionLogPort & ApiLogPort;
  readonly register: RegisterPort;
  readonly launchWorker: LaunchWorker;
  /** The installation's folder; null: it is found from where the code lies. */
  readonly home: string | null;
  /** Who goes first; null where nobody else is here. */
  readonly precedence: Precedence | null;
  readonly print: (line: string) => void;
}

export interface ApiService extends AsyncDisposable {
  readonly origin: string;
}

/** Requests that may wait for a judging process, for each of them. */
const QUEUE_PER_JOB = 8;
const FETCH_MS = 10_000;

/** Throws `ModelsUnavailable`, and `PortTaken`. */
export async function openApiService(options: ApiServiceOptions): Promise<ApiService> {
  const { jobs, log, keys, register, rules, port, precedence, print } = options;
  const onFault = (what: string, cause: unknown): void =>
    print(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`);
  await using resources = new AsyncDisposableStack();
  const judge = resources.use(
    await openJudgeService({
      jobs,
      queue: jobs * QUEUE_PER_JOB,
      ...(precedence !== null && { precedence }),
    }),
  );
  const sessions = resources.use(
    createServedSessions({
      sessions: jobs,
      log,
      launchWorker: options.launchWorker,
      home: options.home,
      precedence,
      onFault,
    }),
  );
  const { allowedHosts, perMinute } = rules;
  const server = resources.use(
    await createApiServer({
      engine: { judge, log },
      keys,
      media: createMediaSource(
        createFetchMedia({ allowedHosts, maxBytes: LARGEST_BODY, timeoutMs: FETCH_MS }),
      ),
      port,
      perMinute,
      sessions,
      register,
      onFault,
    }).catch((cause: unknown) => {
      throw isTaken(cause) ? new PortTaken(port) : cause;
    }),
  );
  const owned = resources.move();
  return { origin: server.origin, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

export class PortTaken extends Error {
  constructor(port: number) {
    super(`port ${port} is taken`);
  }
}

const isTaken = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';

/** The first is made here, and shown once; further ones, and none at all, are the operator's to choose. Throws for a damaged file. */
export function takeApiKeys(
  data: string,
  show: (key: string, user: string) => void,
  print: (line: string) => void,
): ApiKeys {
  const file = join(data, API_KEY_FILE);
  if (!existsSync(file)) {
    const { key, kept } = newApiKey('first', new Date());
    keepApiKey(file, kept);
    show(key, kept.id);
  }
  const keys = openApiKeys(file, print);
  if (keys.count() === 0) print('no key is known; add one: gatelight keys add NAME');
  return keys;
}
