import type { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { kioskRequests } from '#core/protocol/index.ts';
import { parseKioskArguments } from './kiosk-arguments.ts';
import { PAGE_URL } from './page-origin.ts';
import { takeKioskLock } from './kiosk-lock.ts';
import { runElectron } from './run.ts';

/** Electron, as far as a life of the kiosk touches it. Its utility process never answers: the kiosk is starting all the while. */
const electron = vi.hoisted(() => {
  const state = {
    app: undefined as EventEmitter | undefined,
    windows: [] as { options: unknown; contents: EventEmitter }[],
    handled: [] as string[],
    schemes: new Map<string, (request: Request) => Promise<Response>>(),
    sent: [] as unknown[][],
    forked: [] as { file: string; killed: boolean; asked: unknown[] }[],
    locked: new Set<string>(),
    menu: undefined as unknown,
    sandboxed: true,
    awake: new Set<number>(),
  };
  return state;
});

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  const app = Object.assign(new Emitter(), {
    isPackaged: false,
    getAppPath: () => process.cwd(),
    getPath: () => '/nowhere',
    setPath: () => undefined,
    whenReady: async () => undefined,
    commandLine: { hasSwitch: (name: string) => name === 'no-sandbox' && !electron.sandboxed },
  });
  electron.app = app;
  class BrowserWindow extends Emitter {
    readonly webContents = Object.assign(new Emitter(), {
      isDestroyed: () => false,
      send: (...args: unknown[]) => electron.sent.push(args),
    });
    constructor(options: unknown) {
      super();
      electron.windows.push({ options, contents: this.webContents });
    }
    loadURL = async (url: string) => void electron.sent.push(['load', url]);
  }
  const lock = (name: string) => () => void electron.locked.add(name);
  return {
    app,
    safeStorage: { isEncryptionAvailable: () => false },
    BrowserWindow,
    powerSaveBlocker: {
      start: () => (electron.awake.add(1), 1),
      stop: (id: number) => electron.awake.delete(id),
    },
    Menu: { setApplicationMenu: (menu: unknown) => (electron.menu = menu) },
    ipcMain: { handle: (channel: string) => void electron.handled.push(channel) },
    protocol: {
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        electron.schemes.set(scheme, handler),
    },
    session: {
      defaultSession: Object.assign(new Emitter(), {
        setPermissionRequestHandler: lock('request'),
        setPermissionCheckHandler: lock('check'),
        setDevicePermissionHandler: lock('device'),
        webRequest: { onBeforeRequest: lock('network') },
      }),
    },
    utilityProcess: {
      fork(file: string) {
        const worker = { file, killed: false, asked: [] as unknown[] };
        electron.forked.push(worker);
        return Object.assign(new Emitter(), {
          pid: undefined,
          postMessage: (message: unknown) => worker.asked.push(message),
        });
      },
    },
  };
});

let data = '';
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'gatelight-run-'));
  vi.stubEnv('GATELIGHT_DATA', data);
  vi.stubEnv('DISPLAY', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  electron.windows.length = 0;
  electron.sent.length = 0;
  await rm(data, { recursive: true });
});

/** As whoever runs the tests may start it, root included. */
function kioskArguments() {
  const args = parseKioskArguments(['--unsandboxed']);
  if (typeof args === 'string') throw new Error(args);
  return args;
}

test('a kiosk is locked down before its page is loaded, and quits only after it was shut down', async () => {
  const running = runElectron(kioskArguments());
  await expect.poll(() => electron.sent).toContainEqual(['load', PAGE_URL]);

  expect([...electron.locked].toSorted()).toEqual(['check', 'device', 'network', 'request']);
  expect(electron.menu).toBeNull();
  expect(electron.handled.toSorted()).toEqual(Object.keys(kioskRequests).toSorted());
  expect([...electron.schemes.keys()]).toEqual(['gatelight']);
  expect(electron.windows[0]?.options).toMatchObject({ webPreferences: { sandbox: true } });
  // The worker is started beside the page, not before it.
  const worker = resolve(import.meta.dirname, '../inference/worker.js');
  await expect.poll(() => electron.forked[0]?.file).toBe(worker);
  expect(takeKioskLock(join(data, 'kiosk.lock')).kind).toBe('taken');

  expect(electron.awake.size).toBe(1);

  const quit = { isPrevented: false, preventDefault: () => (quit.isPrevented = true) };
  electron.app?.emit('before-quit', quit);
  expect(quit.isPrevented).toBe(true);
  expect(await running).toBe(0);
  expect(electron.awake.size).toBe(0);
  const lock = takeKioskLock(join(data, 'kiosk.lock'));
  expect(lock.kind).toBe('held');
  if (lock.kind === 'held') lock.release();
});

test('a page that was loaded is shown the present view', async () => {
  const running = runElectron(kioskArguments());
  await expect.poll(() => electron.windows.length).toBe(1);
  electron.sent.length = 0;
  electron.windows[0]?.contents.emit('dom-ready');
  expect(electron.sent).toEqual([['view', { version: 1, demo: false, phase: 'starting' }]]);
  electron.app?.emit('window-all-closed');
  expect(await running).toBe(0);
});

test('a second kiosk on the same data opens no window', async () => {
  const first = takeKioskLock(join(data, 'kiosk.lock'));
  expect(await runElectron(kioskArguments())).toBe(3);
  expect(electron.windows).toEqual([]);
  if (first.kind === 'held') first.release();
});

test('a kiosk whose sandbox was turned off opens nothing', async () => {
  electron.sandboxed = false;
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
  try {
    const door = { ...kioskArguments(), unsandboxed: false };
    expect(await runElectron(door)).toBe(3);
    expect(electron.windows).toEqual([]);
  } finally {
    electron.sandboxed = true;
    vi.restoreAllMocks();
  }
});
