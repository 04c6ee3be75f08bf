// One life of the appliance: kiosk, server, window, and their end in the opposite order. Main process of the appliance.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launchForkedWorker } from '#electron/inference/worker-process.ts';
import { dataFolder } from '#electron/main/data-folder.ts';
import { DEMO_TIMEOUT_MS, runDemo } from '#electron/main/demo-run.ts';
import { watchHeartbeat, type Heartbeat } from '#electron/main/heartbeat.ts';
import type { KioskArguments } from '#electron/main/kiosk-arguments.ts';
import { openKiosk, type HostedKiosk } from '#electron/main/kiosk-host.ts';
import { refusalOfProcess } from '#electron/main/lockdown-process.ts';
import { PAGE } from '#electron/main/page-headers.ts';
import { tellServiceManager } from '#electron/main/service-manager.ts';
import { openKioskWindow } from './kiosk-window.ts';
import { createServer, type KioskServer } from './server.ts';
import { planWindow, type Machine, type WindowPlan } from './window-plan.ts';

export interface ApplianceOptions extends Machine {
  readonly args: KioskArguments;
  /** The installation: holds `models/` and the built page. */
  readonly root: string;
  /** One line of the sessions' messages. */
  readonly out: (line: string) => void;
  /** One line for the operator. */
  readonly print: (line: string) => void;
}

const EXIT = { ok: 0, refused: 3 } as const;

/** Runs until the signal fires or a demo is over. Resolves with the exit code, after everything is shut down. */
export async function runAppliance(options: ApplianceOptions, stop: AbortSignal): Promise<number> {
  const { args, root, print } = options;
  const page = join(root, 'dist/app/renderer');
  // Its Chromium has a sandbox wherever it does not run as root.
  const refusal = refusalOfProcess({ uid: options.uid, sandboxed: true }, args);
  if (refusal !== null) return refuse(print, refusal);
  const plan = args.browser ? planWindow(options, args) : null;
  if (typeof plan === 'string') return refuse(print, plan);
  if (!existsSync(join(page, PAGE.index))) {
    return refuse(print, `page: ${page} is not built; run: npm run build`);
  }
  const data = dataFolder({
    env: options.env,
    platform: options.platform,
    demoFolder: args.demo ? join(root, 'dist/demo/data') : null,
  });
  const hosted = await openKiosk({
    ...args,
    root,
    data,
    launchWorker: launchForkedWorker,
    out: options.out,
    print,
  });
  if (hosted.kind === 'refused') {
    print(hosted.line);
    return hosted.exitCode;
  }
  await using kiosk = hosted;
  using heartbeat = watchHeartbeat();
  await using server = await createServer({
    kiosk: kiosk.kiosk,
    operator: kiosk.operator,
    boot: () => ({
      demo: args.demo,
      demoScript: args.demoScript,
      locale: kiosk.settings().locale,
      speech: kiosk.settings().speech,
      camera: kiosk.settings().camera.pinned,
    }),
    page,
    demoSubject: kiosk.demoSubject,
    port: args.port,
    clock: kiosk.clock,
    onAlive: heartbeat.beat,
  });
  return await serve({ ...options, data, plan, kiosk, server, heartbeat }, stop);
}

interface Serving extends ApplianceOptions {
  readonly data: string;
  readonly plan: WindowPlan | null;
  readonly kiosk: HostedKiosk;
  readonly server: KioskServer;
  readonly heartbeat: Heartbeat;
}

async function serve(serving: Serving, stop: AbortSignal): Promise<number> {
  const { args, root, data, plan, kiosk, server, heartbeat, print } = serving;
  const { demo } = args;
  await using window = await openKioskWindow({ plan, data, server, heartbeat, demo, print });
  using _manager = tellServiceManager({ env: serving.env, print });
  const windowGone = new AbortController();
  const ended = window.ended.then((how) => {
    windowGone.abort();
    return how === 'gave-up' ? EXIT.refused : EXIT.ok;
  });
  if (demo && plan !== null) {
    return await runDemo(
      {
        kiosk: kiosk.kiosk,
        capture: window.capture,
        folder: join(root, 'dist/demo'),
        timeoutMs: DEMO_TIMEOUT_MS,
        print,
      },
      AbortSignal.any([stop, windowGone.signal]),
    );
  }
  const lost = kiosk.lost.then(() => EXIT.refused);
  return await Promise.race([ended, lost, whenAborted(stop, EXIT.ok)]);
}

function refuse(print: (line: string) => void, line: string): number {
  print(line);
  return EXIT.refused;
}

function whenAborted<T>(signal: AbortSignal, value: T): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  signal.addEventListener('abort', () => resolve(value), { once: true });
  if (signal.aborted) resolve(value);
  return promise;
}
