// The API inside a kiosk, where its settings say so: the same log and register, and the kiosk's own sessions go first. A kiosk is none
// the worse for an API that cannot be had. Main process of either host.

import type { ApiState } from '#core/protocol/index.ts';
import type { LaunchWorker } from '#electron/inference/supervised.ts';
import type { RegisterPort } from '#electron/api/ports.ts';
import { openApiService, PortTaken, takeApiKeys, type ApiService } from './api-service.ts';
import type { OpenedLog } from './open-log.ts';
import { precedenceOf } from './precedence.ts';
import type { Settings } from './settings.ts';

export interface ApiPlace {
  readonly demo: boolean;
  /** The installation: the folder that holds `models/`. */
  readonly root: string;
  readonly data: string;
  readonly launchWorker: LaunchWorker;
  readonly print: (line: string) => void;
}

/** What it shares with the kiosk. */
export interface SharedParts {
  readonly log: OpenedLog;
  readonly register: { readonly open: () => Promise<RegisterPort> };
  readonly kiosk: Parameters<typeof precedenceOf>[0];
}

export interface KioskApi extends AsyncDisposable {
  /** Null where the settings have none. */
  readonly state: () => ApiState | null;
}

/** One: the cores are the kiosk's. */
const JOBS = 1;

/** Returns at once: a kiosk does not wait for it. A demo has none, whatever the settings say. */
export function openKioskApi(
  place: ApiPlace,
  settings: Settings['api'],
  parts: SharedParts,
): KioskApi {
  if (place.demo || !settings.enabled) {
    return { state: () => null, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  let state: ApiState = { kind: 'starting' };
  const say = (line: string): void => place.print(`api: ${line}`);
  const opening = open({ ...place, print: say }, settings, parts).then(
    (service): ApiService | null => {
      state = { kind: 'listening', origin: service.origin };
      say(`listening on ${service.origin}`);
      return service;
    },
    (cause: unknown) => {
      const line = lineOf(cause);
      state = { kind: 'refused', line };
      say(`${line}; the kiosk goes on without it`);
      return null;
    },
  );
  return {
    state: () => state,
    async [Symbol.asyncDispose]() {
      await (await opening)?.[Symbol.asyncDispose]();
    },
  };
}

async function open(
  { root, data, launchWorker, print }: ApiPlace,
  settings: Settings['api'],
  { log, register, kiosk }: SharedParts,
): Promise<ApiService> {
  const showKey = (key: string, user: string): void =>
    print(`key ${key} (shown this once; where a contract wants a user, it is ${user})`);
  return openApiService({
    port: settings.port,
    jobs: JOBS,
    rules: settings,
    keys: takeApiKeys(data, showKey, print),
    log,
    register: await register.open(),
    launchWorker,
    home: root,
    precedence: precedenceOf(kiosk),
    print,
  });
}

function lineOf(cause: unknown): string {
  if (cause instanceof PortTaken) return `${cause.message}; choose another (api.port)`;
  return cause instanceof Error ? cause.message : String(cause);
}
