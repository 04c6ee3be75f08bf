// The page's entry: asks the host what it is, starts the kiosk, shows it. Renderer.

import './fonts/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { createRoot } from 'react-dom/client';
import type { BootSettings } from '#core/protocol/index.ts';
import { pause } from '#renderer/capture/pause.ts';
import { Kiosk } from '#renderer/screens/kiosk.tsx';
import { Unreached } from '#renderer/screens/unreached.tsx';
import { reconnectDelay } from '#renderer/session/back-off.ts';
import { fetchBootSettings } from '#renderer/session/connect.ts';
import { startHeartbeat } from '#renderer/session/heartbeat.ts';
import { startPage } from '#renderer/session/page.ts';
import { quietPage } from '#renderer/ui/quiet-page.ts';

/** A host that is being restarted is back before this. */
const UNREACHED_MS = 10_000;

const leaving = new AbortController();
addEventListener('pagehide', () => leaving.abort());
quietPage(document.documentElement, leaving.signal);

const app = document.getElementById('app');
if (app === null) throw new Error('index.html has no #app');
const root = createRoot(app);
const unreached = setTimeout(() => root.render(<Unreached />), UNREACHED_MS);

const boot = await boots(leaving.signal);
clearTimeout(unreached);
if (boot !== null) {
  const page = startPage(boot);
  leaving.signal.addEventListener('abort', () => page[Symbol.dispose]());
  startHeartbeat(app, page.alive, leaving.signal);
  root.render(<Kiosk page={page} />);
}

/** A host that has just served the page answers; one that is being restarted does so soon. */
async function boots(signal: AbortSignal): Promise<BootSettings | null> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      return await fetchBootSettings(signal);
    } catch {
      await pause(reconnectDelay(failures), signal);
    }
  }
  return null;
}
