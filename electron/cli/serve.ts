// `gatelight serve`: the five contracts on loopback, until it is interrupted. It has no camera and no door. CLI process.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiKeys } from '#electron/api/keys.ts';
import { openDecisionLog, type DecisionLog } from '#electron/decision-log/decision-log.ts';
import { createKeyStore, IDENTITY_KEY } from '#electron/decision-log/key-store.ts';
import { openIdentity, type Identity } from '#electron/identity/index.ts';
import { launchForkedWorker } from '#electron/inference/worker-process.ts';
import {
  openApiService,
  PortTaken,
  takeApiKeys,
  type ApiService,
} from '#electron/main/api-service.ts';
import { BadInput } from './bad-input.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { ownSettings } from './own-log.ts';
import { showKey } from './keys.ts';

export interface ServeArguments {
  readonly port: number;
  readonly jobs: number;
  readonly dataFolder: string;
}

/** Throws `ModelsUnavailable`, `LogFault` and `BadInput`. */
export async function runServe(
  { port, jobs, dataFolder }: ServeArguments,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const settings = await ownSettings(dataFolder);
  const keys = takeKeys(dataFolder, io);
  await using log = openDecisionLog(join(dataFolder, 'decisions.sqlite'), {
    ...settings.log,
    print: io.err,
  });
  using register = await openRegister(dataFolder, log, io);
  await using server = await listen(
    openApiService({
      port,
      jobs,
      rules: settings.api,
      keys,
      log,
      register,
      launchWorker: launchForkedWorker,
      home: null,
      precedence: null,
      print: io.err,
    }),
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

function takeKeys(dataFolder: string, io: CliIo): ApiKeys {
  try {
    return takeApiKeys(dataFolder, (key, user) => showKey(key, user, io), io.err);
  } catch (cause) {
    throw new BadInput('BAD_ARGUMENT', cause instanceof Error ? cause.message : String(cause));
  }
}

async function listen(service: Promise<ApiService>): Promise<ApiService> {
  return service.catch((cause: unknown) => {
    if (!(cause instanceof PortTaken)) throw cause;
    throw new BadInput('BAD_ARGUMENT', `${cause.message}; choose another with --port`);
  });
}

function whenAborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve(), { once: true });
  if (signal.aborted) resolve();
  return promise;
}
