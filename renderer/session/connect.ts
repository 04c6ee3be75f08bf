// Finds the host that the page runs in. Renderer.

import { bootSettings, type BootSettings } from '#core/protocol/index.ts';
import type { Bridge, HostListener } from './bridge.ts';
import { connectElectron } from './electron-bridge.ts';
import { connectSocket } from './socket-bridge.ts';

/** Electron's preload puts its bridge on the window; where there is none, the host is at the other end of a socket. */
export function connectBridge(listener: HostListener): Bridge {
  return window.gatelight === undefined
    ? connectSocket(new URL('./kiosk', location.href.replace(/^http/, 'ws')), listener)
    : connectElectron(window.gatelight, listener);
}

/** A host that holds the request open and says nothing is asked again. */
const ANSWER_MS = 5000;

/** Both hosts serve the settings beside the page. */
export async function fetchBootSettings(signal: AbortSignal): Promise<BootSettings> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
  const response = await fetch('./boot.json', { signal: inTime, cache: 'no-store' });
  if (!response.ok) throw new Error(`boot.json: ${response.status}`);
  return bootSettings.parse(await response.json());
}
