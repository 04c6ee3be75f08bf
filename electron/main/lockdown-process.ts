// Who may run a kiosk, and what its process asks of the system. Main process of either host.

import type { PowerSaveBlocker } from 'electron';

export interface KioskProcess {
  /** Undefined where the system has no such numbers. */
  readonly uid: number | undefined;
  /** Whether the browser was told to do without its sandbox. */
  readonly sandboxed: boolean;
}

/** One line that says why this process must not be a kiosk; null where it may. A demo has no door, and `--unsandboxed` is said aloud. */
export function refusalOfProcess(
  { uid, sandboxed }: KioskProcess,
  { demo, unsandboxed }: { readonly demo: boolean; readonly unsandboxed: boolean },
): string | null {
  if (demo || unsandboxed) return null;
  if (uid === 0) {
    return 'kiosk: it does not run as root, whose browser has no sandbox; start it as an ordinary user, or accept that: --unsandboxed';
  }
  if (!sandboxed) {
    return "kiosk: the browser's sandbox was turned off (--no-sandbox); leave that out, or accept it: --unsandboxed";
  }
  return null;
}

/** Keeps the screen on as long as the kiosk lives. */
export function keepAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): Disposable {
  const id = blocker.start('prevent-display-sleep');
  return { [Symbol.dispose]: () => void blocker.stop(id) };
}
