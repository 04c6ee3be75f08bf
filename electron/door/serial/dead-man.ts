// The dead-man of a serial relay: a process of its own that lets go when the pulse ends, when the kiosk dies, or when it is told
// to. Started by the serial door with the settings as its one argument. Nothing here waits for the kiosk.

import { SerialPort } from 'serialport';
import { DoorFault } from '#core/access/index.ts';
import { serialDoor } from '../settings.ts';
import { toDeadMan, type FromDeadMan } from './messages.ts';
import { relayBoard } from './relay-board.ts';
import { createRelay } from './relay.ts';

/** A line that takes no byte for so long takes none any more. */
const LAST_WORDS_MS = 1500;

const settings = serialDoor.parse(JSON.parse(process.argv[2] ?? 'null'));
const port = new SerialPort({
  path: settings.path,
  baudRate: settings.baudRate,
  autoOpen: false,
});
const relay = createRelay(port, relayBoard(settings), (end) => void released(end));
let leaving = false;

process.on('disconnect', () => leave(0));
process.on('SIGTERM', () => leave(0));
process.on('SIGINT', () => leave(0));
process.on('SIGHUP', () => leave(0));
process.on('uncaughtException', () => leave(1));
process.on('unhandledRejection', () => leave(1));

port.on('error', () => leave(1));
port.on('close', () => process.exit(leaving ? 0 : 1));
port.open((error) => {
  if (error === null) void begin();
  else quit(error);
});

async function begin(): Promise<void> {
  try {
    await relay.off();
    tell({ type: 'ready' });
    process.on('message', hear);
  } catch (cause) {
    quit(cause);
  }
}

function hear(message: unknown): void {
  const order = toDeadMan.safeParse(message);
  if (!order.success || leaving) return;
  if (order.data.type === 'off') void released(relay.off());
  else void pulse(order.data.id, order.data.pulseMs);
}

async function pulse(id: string, pulseMs: number): Promise<void> {
  try {
    await relay.pulse(pulseMs);
    tell({ type: 'on', id });
  } catch (cause) {
    tell(fault(id, cause));
  }
}

async function released(end: Promise<void>): Promise<void> {
  try {
    await end;
    tell({ type: 'off' });
  } catch (cause) {
    tell(fault(null, cause));
  }
}

/** Lets go, then ends. */
function leave(code: number): void {
  if (leaving) return;
  leaving = true;
  setTimeout(() => process.exit(1), LAST_WORDS_MS);
  relay.off().then(
    () => process.exit(code),
    () => process.exit(1),
  );
}

/** Without a port there is no relay to let go. The kiosk starts another dead-man after a while. */
function quit(cause: unknown): void {
  tell(fault(null, cause));
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 50);
}

function tell(message: FromDeadMan): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

const fault = (id: string | null, cause: unknown): FromDeadMan => ({
  type: 'fault',
  id,
  code: cause instanceof DoorFault ? cause.code : 'unreachable',
  why: cause instanceof Error ? cause.message : String(cause),
});
