// The bridge between the sandboxed page and the main process: one function per request, and the views. Preload script.

import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { KioskApi } from '#core/protocol/index.ts';

/** One line each, so that no page can name a channel. The main process parses what it is given. */
const requests: KioskApi = {
  'session:start': (input) => request('session:start', input),
  'session:cancel': (input) => request('session:cancel', input),
  'session:more-time': (input) => request('session:more-time', input),
  'page:alive': (input) => request('page:alive', input),
  'camera:opened': (input) => request('camera:opened', input),
  'frame:offer': (input) => request('frame:offer', input),
  'access:present': (input) => request('access:present', input),
  'access:call': (input) => request('access:call', input),
  'operator:ask': (input) => ipcRenderer.invoke('operator:ask', input),
};

/** Kept for a listener that comes after the view did: the main process pushes and is not asked. */
let latest: unknown;
const listeners = new Set<(view: unknown) => void>();

ipcRenderer.on('view', (_event: IpcRendererEvent, view: unknown) => {
  latest = view;
  for (const listener of listeners) listener(view);
});

/** Nothing is kept for a console that comes later: it asks. */
const operators = new Set<(push: unknown) => void>();

ipcRenderer.on('operator:live', (_event: IpcRendererEvent, push: unknown) => {
  for (const listener of operators) listener(push);
});

contextBridge.exposeInMainWorld('gatelight', {
  ...requests,
  /** Calls at once with the present view, then on every change. Returns its undo. */
  onView(listener: (view: unknown) => void): () => void {
    listeners.add(listener);
    if (latest !== undefined) listener(latest);
    return () => listeners.delete(listener);
  },
  /** What a signed-in operator is told unasked. Returns its undo. */
  onLive(listener: (push: unknown) => void): () => void {
    operators.add(listener);
    return () => operators.delete(listener);
  },
});

async function request(channel: keyof KioskApi, input: unknown): Promise<void> {
  await ipcRenderer.invoke(channel, input);
}
