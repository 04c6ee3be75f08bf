import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PAGE_URL } from './page-origin.ts';
import { keepPageOpen, windowOptions } from './window.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Electron's window, as far as this file touches it; `load` says how each load ends. */
function openedWindow(load: () => Promise<void> = async () => undefined) {
  const loads: string[] = [];
  const life = { gone: 0, hopeless: [] as string[], crash: (): void => undefined };
  let shown = 0;
  let crashed = 0;
  const webContents = Object.assign(new EventEmitter(), {
    forcefullyCrashRenderer: () => (crashed += 1),
  });
  const window = Object.assign(new EventEmitter(), {
    webContents,
    loadURL: (url: string) => {
      loads.push(url);
      return load();
    },
    show: () => (shown += 1),
  });
  const undo = keepPageOpen(window, {
    onLoad: (crash) => (life.crash = crash),
    onGone: () => (life.gone += 1),
    onHopeless: (why) => life.hopeless.push(why),
  });
  const die = (): void => void webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  return {
    window,
    webContents,
    loads,
    life,
    die,
    undo,
    shown: () => shown,
    crashed: () => crashed,
  };
}

test('the page has no Node, no shared world, no tools and nothing that fetches', () => {
  expect(windowOptions('/preload.cjs')).toMatchObject({
    kiosk: true,
    webPreferences: {
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
    },
  });
});

test('our page is loaded, and shown once it has something to show', () => {
  const { window, loads, shown } = openedWindow();
  expect([loads, shown()]).toEqual([[PAGE_URL], 0]);
  window.emit('ready-to-show');
  expect(shown()).toBe(1);
});

test('a page that is loaded anew takes the session of the one before with it', () => {
  const { webContents, life } = openedWindow();
  webContents.emit('did-start-loading');
  expect(life.gone).toBe(1);
});

test('a page that has stopped can be made to crash, which loads it again', () => {
  const { life, crashed } = openedWindow();
  life.crash();
  expect(crashed()).toBe(1);
});

test('a page that died is loaded again, and its session ends at once', () => {
  const { die, loads, life } = openedWindow();
  die();
  expect([life.gone, loads.length]).toEqual([1, 1]);
  vi.advanceTimersByTime(1000);
  expect(loads).toEqual([PAGE_URL, PAGE_URL]);
});

test('a page that dies again and again is given up', () => {
  const { die, loads, life } = openedWindow();
  for (let life_ = 0; life_ < 8; life_ += 1) {
    die();
    vi.advanceTimersByTime(30_000);
  }
  expect(loads).toHaveLength(8);
  expect(life.hopeless).toEqual(["the page's process ended: crashed"]);
});

test('one death that is reported twice is one failure', () => {
  const { die, loads } = openedWindow();
  die();
  die();
  vi.advanceTimersByTime(1000);
  expect(loads).toHaveLength(2);
  vi.advanceTimersByTime(30_000);
  expect(loads).toHaveLength(2);
});

test('a page that does not load is tried again', async () => {
  const { loads } = openedWindow(() => Promise.reject(new Error('ERR_FAILED')));
  await vi.advanceTimersByTimeAsync(1000 + 2000);
  expect(loads).toHaveLength(3);
});

test('a page that hangs is ended, so that it can be loaded again', () => {
  const { webContents, crashed } = openedWindow();
  webContents.emit('unresponsive');
  expect(crashed()).toBe(1);
});

test('a kiosk that ends loads nothing any more', () => {
  const { die, loads, undo } = openedWindow();
  die();
  undo();
  vi.advanceTimersByTime(60_000);
  expect(loads).toHaveLength(1);
});
