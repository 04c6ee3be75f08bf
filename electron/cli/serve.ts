// `gatelight serve`: the five contracts on loopback, until it is interrupted. It has no camera and no door. CLI process.

import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createFetchMedia } from '#electron/api/fetch-media.ts';
import { API_KEY_FILE, keepApiKey, newApiKey } from '#electron/api/key-file.ts';
import { openApiKeys, type ApiKeys } from '#electron/api/keys.ts';
import { LARGEST_BODY } from '#electron/api/limits.ts';
import { createMediaSource } from '#electron/api/media-source.ts';
import { createApiServer, type ApiServer } from '#electron/api/server.ts';
import { openDecisionLog, type DecisionLog } from '#electron/decision-log/decision-log.ts';
import { createKeyStore, IDENTITY_KEY } from '#electron/decision-log/key-store.ts';
import { openIdentity, type Identity } from '#electron/identity/index.ts';
import { openJudgeService } from '#electron/judging/judge-service.ts';
import { readSettings } from '#electron/main/settings.ts';
import { BadInput } from './bad-input.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { showKey } from './keys.ts';
import { createServedSessions } from './serve-sessions.ts';

export interface ServeArguments {
  readonly port: number;
  readonly jobs: number;
  readonly dataFolder: string;
}

/** Requests that may wait for a judging process, for each of them. */
const QUEUE_PER_JOB = 8;
const FETCH_MS = 10_000;

/** Throws `ModelsUnavailable`, `LogFault` and `BadInput`. */
export async function runServe(
  { port, jobs, dataFolder }: ServeArguments,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const settings = await readSettings(join(dataFolder, 'settings.json'));
  if (typeof settings === 'string') throw new BadInput('BAD_ARGUMENT', settings);
  const { allowedHosts, perMinute } = settings.api;
  const keys = takeKeys(join(dataFolder, API_KEY_FILE), io);
  await using judge = await openJudgeService({ jobs, queue: jobs * QUEUE_PER_JOB });
  await using log = openDecisionLog(join(dataFolder, 'decisions.sqlite'), {
    ...settings.log,
    print: io.err,
  });
  using register = await openRegister(dataFolder, log, io);
  const onFault = (what: string, cause: unknown): void =>
    io.err(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`);
  await using sessions = createServedSessions({ sessions: jobs, log, onFault });
  const rules = { allowedHosts, maxBytes: LARGEST_BODY, timeoutMs: FETCH_MS };
  await using server = await listen(
    createApiServer({
      engine: { judge, log },
      keys,
      media: createMediaSource(createFetchMedia(rules)),
      port,
      perMinute,
      sessions,
      register,
      onFault,
    }),
    port,
  );
  io.out(`listening on ${server.origin}`);
  await whenAborted(signal);
  return EXIT.yes;
}

/** Encrypted with a key of its own; who is enrolled and deleted is in the decision log. */
async function openRegister(dataFolder: string, log: DecisionLog, io: CliIo): Promise<Identity> {
  return openIdentity(dataFolder, createKeyStore(dataFolder, null, IDENTITY_KEY), {
    record: log.appendEvent,
    print: io.err,
  });
}

/** The first is made here; further ones, and none at all, are the operator's to choose. */
function takeKeys(file: string, io: CliIo): ApiKeys {
  try {
    if (!existsSync(file)) {
      const { key, kept } = newApiKey('first', new Date());
      keepApiKey(file, kept);
      showKey(key, kept, io);
    }
    const keys = openApiKeys(file, io.err);
    if (keys.count() === 0) io.err('no key is known; add one: gatelight keys add NAME');
    return keys;
  } catch (cause) {
    throw new BadInput('BAD_ARGUMENT', cause instanceof Error ? cause.message : String(cause));
  }
}

async function listen(server: Promise<ApiServer>, port: number): Promise<ApiServer> {
  return server.catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE') {
      throw new BadInput('BAD_ARGUMENT', `port ${port} is taken; choose another with --port`);
    }
    throw cause;
  });
}

function whenAborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve(), { once: true });
  if (signal.aborted) resolve();
  return promise;
}
