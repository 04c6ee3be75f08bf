// One life of the kiosk inside Electron: kiosk, page, window, and their end in the opposite order. Main process.

import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  powerSaveBlocker,
  protocol,
  safeStorage,
  session,
} from 'electron';
import { dataFolder } from './data-folder.ts';
import { DEMO_TIMEOUT_MS, runDemo } from './demo-run.ts';
import { watchHeartbeat, type Heartbeat } from './heartbeat.ts';
import { LIVE_CHANNEL, serveRequests, VIEW_CHANNEL } from './ipc.ts';
import { createKeySeal } from './key-seal.ts';
import type { KioskArguments } from './kiosk-arguments.ts';
import { openKiosk, type HostedKiosk } from './kiosk-host.ts';
import { keepAwake, refusalOfProcess } from './lockdown-process.ts';
import { lockPages, lockSession } from './lockdown.ts';
import { PAGE_SCHEME } from './page-origin.ts';
import { servePageFile } from './page-protocol.ts';
import { tellServiceManager } from './service-manager.ts';
import { pageGone } from './standing-kiosk.ts';
import { launchUtilityWorker } from './utility-worker.ts';
import { keepPageOpen, windowOptions } from './window.ts';

const EXIT = { ok: 0, refused: 3, hopeless: 3 } as const;

/** Runs until the application is asked to quit or a demo is over. Resolves with the exit code, after everything is shut down. */
export async function runElectron(args: KioskArguments): Promise<number> {
  const stop = stopOnQuit();
  const sandboxed = !app.commandLine.hasSwitch('no-sandbox');
  const refusal = refusalOfProcess({ uid: process.getuid?.(), sandboxed }, args);
  if (refusal !== null) {
    print(refusal);
    return EXIT.refused;
  }
  const root = app.getAppPath();
  // A packaged application lies in a folder that it cannot write to.
  const demoFolder = join(app.isPackaged ? app.getPath('temp') : join(root, 'dist'), 'demo');
  const data = dataFolder({
    env: process.env,
    platform: process.platform,
    demoFolder: args.demo ? join(demoFolder, 'data') : null,
  });
  app.setPath('userData', join(data, 'electron'));
  await app.whenReady();
  const hosted = await openKiosk({
    ...args,
    data,
    root: app.isPackaged ? process.resourcesPath : root,
    launchWorker: launchUtilityWorker,
    keySeal: createKeySeal(safeStorage, process.platform),
    out: (line) => process.stdout.write(`${line}\n`),
    print,
  });
  if (hosted.kind === 'refused') {
    print(hosted.line);
    return hosted.exitCode;
  }
  await using kiosk = hosted;
  lockPages(app);
  lockSession(session.defaultSession);
  Menu.setApplicationMenu(null);
  servePage(kiosk, join(root, 'dist/app/renderer'), args);
  using heartbeat = watchHeartbeat();
  serveRequests(ipcMain, { ...kiosk, onAlive: heartbeat.beat });
  using _awake = keepAwake(powerSaveBlocker);
  const window = new BrowserWindow(windowOptions(PRELOAD));
  using shown = showViews(window, kiosk, heartbeat);
  using _manager = tellServiceManager({ env: process.env, print });
  if (!args.demo) return await untilEnd(Promise.race([shown.hopeless, kiosk.lost]), stop);
  return await runDemo(
    {
      kiosk: kiosk.kiosk,
      capture: async () => (await window.webContents.capturePage()).toPNG(),
      folder: demoFolder,
      timeoutMs: DEMO_TIMEOUT_MS,
      print,
    },
    stop,
  );
}

const PRELOAD = join(import.meta.dirname, '../preload/index.cjs');

const print = (line: string): void => void process.stderr.write(`${line}\n`);

/** Quitting waits for the door, the log and the worker: `app.exit` ends the process once they are done. */
function stopOnQuit(): AbortSignal {
  const stop = new AbortController();
  app.on('before-quit', (event) => {
    event.preventDefault();
    stop.abort();
  });
  app.on('window-all-closed', () => stop.abort());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort());
  }
  return stop.signal;
}

function servePage(kiosk: HostedKiosk, page: string, args: KioskArguments): void {
  const { demoSubject, settings } = kiosk;
  protocol.handle(PAGE_SCHEME, (request) => {
    const {
      locale,
      speech,
      camera: { pinned },
    } = settings();
    const boot = { demo: args.demo, demoScript: args.demoScript, locale, speech, camera: pinned };
    return servePageFile(request, { page, demoSubject, boot });
  });
}

interface ShownViews extends Disposable {
  /** Resolves when the page cannot be kept open. */
  readonly hopeless: Promise<void>;
}

function showViews(
  window: BrowserWindow,
  { kiosk, operator }: HostedKiosk,
  heartbeat: Heartbeat,
): ShownViews {
  const hopeless = Promise.withResolvers<void>();
  const contents = window.webContents;
  const show = (): void => {
    if (!contents.isDestroyed()) contents.send(VIEW_CHANNEL, kiosk.view());
  };
  // A page that was loaded anew has seen no view yet.
  contents.on('dom-ready', show);
  const forget = kiosk.onView(show);
  const silence = operator.onPush((push) => {
    if (!contents.isDestroyed()) contents.send(LIVE_CHANNEL, push);
  });
  const undo = keepPageOpen(window, {
    onLoad(crash) {
      heartbeat.expectPage(() => {
        print('window: its page has stopped');
        crash();
      });
    },
    onGone: () => pageGone(kiosk, operator),
    onHopeless(why) {
      print(`window: ${why}, again and again`);
      hopeless.resolve();
    },
  });
  return {
    hopeless: hopeless.promise,
    [Symbol.dispose]() {
      undo();
      silence();
      forget();
    },
  };
}

async function untilEnd(hopeless: Promise<void>, stop: AbortSignal): Promise<number> {
  const { promise: stopped, resolve } = Promise.withResolvers<number>();
  stop.addEventListener('abort', () => resolve(EXIT.ok), { once: true });
  if (stop.aborted) resolve(EXIT.ok);
  return Promise.race([stopped, hopeless.then(() => EXIT.hopeless)]);
}
