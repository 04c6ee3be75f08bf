// Tells systemd, where it started this kiosk, that it is ready and alive (sd_notify). Main process of either host.

import { spawn } from 'node:child_process';

export interface ServiceManagerOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
}

/**
 * Says READY once and WATCHDOG twice in the time that systemd allows, for as long as this process still gets to its timers; then
 * STOPPING. Nothing at all without `$NOTIFY_SOCKET`. By way of `systemd-notify`, since Node has no datagram sockets of its own:
 * the unit needs `NotifyAccess=all`. Source: sd_notify(3), sd_watchdog_enabled(3).
 */
export function tellServiceManager({ env, print }: ServiceManagerOptions): Disposable {
  if (env['NOTIFY_SOCKET'] === undefined) return { [Symbol.dispose]: () => undefined };
  let complained = false;
  const say = (...words: readonly string[]): void => {
    const child = spawn(PROGRAM, words, { stdio: 'ignore', env: { ...env } });
    child.on('error', (error) => {
      if (!complained) print(`watchdog: ${error.message}; install systemd's systemd-notify`);
      complained = true;
    });
  };
  say('--ready', `MAINPID=${process.pid}`);
  const every = watchdogMs(env);
  const timer = every === null ? null : setInterval(say, every, 'WATCHDOG=1');
  return {
    [Symbol.dispose]() {
      if (timer !== null) clearInterval(timer);
      say('STOPPING=1');
    },
  };
}

const PROGRAM = 'systemd-notify';

/** Half of what is allowed, as its manual advises; null where no watchdog waits. */
function watchdogMs(env: ServiceManagerOptions['env']): number | null {
  const allowed = Number(env['WATCHDOG_USEC'] ?? Number.NaN);
  return Number.isFinite(allowed) && allowed > 0 ? allowed / 1000 / 2 : null;
}
