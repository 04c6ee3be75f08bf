// The serial door: keeps a dead-man at work, gives it pulses and starts another when it dies. Main process.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { DoorFault } from '#core/access/index.ts';
import type { DoorPort, PulseOrder } from '#electron/session/ports.ts';
import type { SerialDoorSettings } from '../settings.ts';
import { fromDeadMan, type FromDeadMan, type ToDeadMan } from './messages.ts';

/** A cable that was pulled comes back when somebody puts it back: tried at once, then ever more patiently. */
const RESTART_MS = 100;
const MAX_RESTART_MS = 3200;
/** How long after its end a pulse may still say so; a dead-man that is later hangs, and its successor lets go. */
const RELEASE_GRACE_MS = 2500;
const CLOSE_MS = 3000;

export interface SerialDoor extends DoorPort, AsyncDisposable {}

export function createSerialDoor(
  settings: SerialDoorSettings,
  print: (line: string) => void,
  onAlarm: (fault: DoorFault) => void = () => undefined,
): SerialDoor {
  let child: ChildProcess | null = null;
  let ready = false;
  let failures = 0;
  let closing = false;
  let said = 'not ready yet';
  let pending: {
    readonly order: PulseOrder;
    readonly settle: (fault: DoorFault | null) => void;
  } | null = null;
  let watchdog: NodeJS.Timeout | undefined;
  let restart: NodeJS.Timeout | undefined;
  if ('electron' in process.versions) say('a serial relay needs the appliance as its host');
  else launch();

  // A kiosk in Electron has no plain Node to start, and a utility process is ended with its parent: it could not let go.
  function launch(): void {
    const { driver, path, baudRate, channel, board } = settings;
    const argument = JSON.stringify({ driver, path, baudRate, channel, board });
    const started = fork(new URL(`./dead-man${extension}`, import.meta.url), [argument], {
      // In a group of its own: what ends the kiosk's terminal leaves it the time to let go.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    child = started;
    started.on('message', hear);
    started.once('error', ({ message }) => say(message));
    started.once('exit', () => gone());
  }

  function hear(raw: unknown): void {
    const message = fromDeadMan.parse(raw);
    switch (message.type) {
      case 'ready':
        ready = true;
        failures = 0;
        return say('ready');
      case 'on':
        return answer(message.id, null);
      case 'off':
        return clearTimeout(watchdog);
      case 'fault':
        return heardFault(message);
    }
  }

  function heardFault({ id, code, why }: Extract<FromDeadMan, { type: 'fault' }>): void {
    if (id === null) {
      say(why);
      if (code === 'held-open' && ready) onAlarm(new DoorFault(code, why));
    } else answer(id, new DoorFault(code, why));
  }

  function answer(id: string, fault: DoorFault | null): void {
    if (pending?.order.decisionId === id) pending.settle(fault);
  }

  function gone(): void {
    ready = false;
    child = null;
    clearTimeout(watchdog);
    pending?.settle(new DoorFault('unconfirmed', `${settings.path}: the dead-man ended`));
    if (closing) return;
    // At once where it had the relay: its successor's first word is OFF.
    const wait = failures === 0 ? 0 : Math.min(RESTART_MS * 2 ** failures, MAX_RESTART_MS);
    failures += 1;
    restart = setTimeout(launch, wait);
  }

  /** Once for each change: a cable that stays pulled is not told of every second. */
  function say(line: string): void {
    if (line !== said) print(`door ${settings.id}: ${line}`);
    said = line;
  }

  const tell = (message: ToDeadMan): void => void child?.send(message, () => undefined);

  return {
    async pulse(order, signal) {
      if (signal.aborted) throw new DoorFault('withdrawn', `${settings.path} was not told`);
      if (!ready) throw new DoorFault('unreachable', `${settings.path}: ${said}`);
      if (pending !== null) throw new DoorFault('busy', `${settings.path}: another pulse begins`);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const withdraw = (): void => {
        tell({ type: 'off' });
        reject(new DoorFault('timed-out', `${settings.path}: no word from the dead-man`));
      };
      signal.addEventListener('abort', withdraw, { once: true });
      pending = { order, settle: (fault) => (fault === null ? resolve() : reject(fault)) };
      clearTimeout(watchdog);
      watchdog = setTimeout(() => child?.kill('SIGKILL'), order.pulseMs + RELEASE_GRACE_MS);
      tell({ type: 'pulse', id: order.decisionId, pulseMs: order.pulseMs });
      try {
        await promise;
      } finally {
        pending = null;
        signal.removeEventListener('abort', withdraw);
      }
    },
    async [Symbol.asyncDispose]() {
      closing = true;
      clearTimeout(restart);
      if (child === null) return;
      const ending = child;
      const limit = setTimeout(() => ending.kill('SIGKILL'), CLOSE_MS);
      // That is the sign to let go and end.
      if (ending.connected) ending.disconnect();
      if (ending.exitCode === null && ending.signalCode === null) await once(ending, 'exit');
      clearTimeout(limit);
    },
  };
}

/** The dead-man lies beside this file: a source under Node, a bundle in a packaged kiosk. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
