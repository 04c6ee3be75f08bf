// Electron's kiosk window: opened locked, opened again when its page dies. Main process.

import type { BrowserWindowConstructorOptions } from 'electron';
import { PAGE_URL } from './page-origin.ts';
import { createPatience, WINDOW_PACE } from './patience.ts';

/** Sandboxed and isolated: the page is treated as an attacker would be. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    title: 'Gatelight',
    kiosk: true,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#0b0f14',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      devTools: false,
      navigateOnDragDrop: false,
      // The spelling checker fetches dictionaries.
      spellcheck: false,
      backgroundThrottling: false,
    },
  };
}

/** As much of Electron's `BrowserWindow` as keeping its page open takes. */
export interface PageWindow {
  readonly webContents: {
    readonly forcefullyCrashRenderer: () => void;
    on(event: 'did-start-loading', heard: () => void): unknown;
    on(event: 'unresponsive', heard: () => void): unknown;
    on(
      event: 'render-process-gone',
      heard: (event: unknown, details: { readonly reason: string }) => void,
    ): unknown;
  };
  readonly loadURL: (url: string) => Promise<void>;
  readonly show: () => void;
  once(event: 'ready-to-show', heard: () => void): unknown;
}

export interface PageLife {
  /** The page is being loaded; `crash` ends its process, and it is loaded again. */
  readonly onLoad: (crash: () => void) => void;
  /** The page is gone or about to be another: whoever stood before it sees no prompt any more. */
  readonly onGone: () => void;
  /** It died so often in a row that opening it again is no use. */
  readonly onHopeless: (why: string) => void;
}

/** Loads the page, and loads it again, ever more patiently, after it died. Returns the undo. */
export function keepPageOpen(window: PageWindow, life: PageLife): () => void {
  const contents = window.webContents;
  const patience = createPatience(WINDOW_PACE);
  let loadedAt = 0;
  let timer: NodeJS.Timeout | undefined;
  const load = (): void => {
    timer = undefined;
    loadedAt = performance.now();
    life.onLoad(() => contents.forcefullyCrashRenderer());
    window.loadURL(PAGE_URL).catch((error: unknown) => {
      again(error instanceof Error ? error.message : 'the page did not load');
    });
  };
  const again = (why: string): void => {
    // One death can be reported twice: as a load that failed and as a process that ended.
    if (timer !== undefined) return;
    const pauseMs = patience.afterLifeOf(performance.now() - loadedAt);
    if (pauseMs === null) life.onHopeless(why);
    else timer = setTimeout(load, pauseMs);
  };
  contents.on('did-start-loading', life.onGone);
  contents.on('render-process-gone', (_event, { reason }) => {
    life.onGone();
    again(`the page's process ended: ${reason}`);
  });
  contents.on('unresponsive', () => contents.forcefullyCrashRenderer());
  window.once('ready-to-show', () => window.show());
  load();
  return () => clearTimeout(timer);
}
