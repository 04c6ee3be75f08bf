// A relay that latches, made to pulse: it goes off by its own timer, whatever else fails. Dead-man process.

import { setTimeout as sleep } from 'node:timers/promises';
import type { SerialPort } from 'serialport';
import { DoorFault } from '#core/access/index.ts';
import type { RelayBoard, RelayState } from './relay-board.ts';

/** A board answers within a few milliseconds; one that is slower is asked again. */
const ANSWER_MS = 150;
const POLL_MS = 5;
const TRIES = 3;

export interface Relay {
  /** Resolves once the relay is known to be on; its end is set before it begins. Rejects with `DoorFault`. */
  readonly pulse: (pulseMs: number) => Promise<void>;
  /** Resolves once the relay is off, as far as the board can say. Rejects with `DoorFault` where it says otherwise. */
  readonly off: () => Promise<void>;
}

export function createRelay(
  port: SerialPort,
  board: RelayBoard,
  onReleased: (end: Promise<void>) => void,
): Relay {
  let heard = Buffer.alloc(0);
  let end: NodeJS.Timeout | null = null;
  port.on('data', (bytes: Buffer) => {
    heard = Buffer.concat([heard, bytes]).subarray(-1024);
  });

  async function pulse(pulseMs: number): Promise<void> {
    if (end !== null) throw new DoorFault('busy', 'another pulse has not ended');
    const started = setTimeout(() => onReleased(off()), pulseMs);
    end = started;
    await write(port, board.on);
    if (await says('on')) return;
    // Ended meanwhile: whoever ended it has seen to the relay.
    if (end === started) onReleased(off());
    throw new DoorFault('unconfirmed', `${port.path}: the board does not say that the relay is on`);
  }

  async function off(): Promise<void> {
    if (end !== null) clearTimeout(end);
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      await write(port, board.off);
      if (await says('off')) {
        end = null;
        return;
      }
    }
    end = null;
    throw new DoorFault('held-open', `${port.path}: the board does not say that the relay is off`);
  }

  async function says(wanted: RelayState): Promise<boolean> {
    if (board.query === null) return true;
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      heard = Buffer.alloc(0);
      await write(port, board.query);
      for (let waited = 0; waited < ANSWER_MS; waited += POLL_MS) {
        const state = board.stateIn(heard);
        if (state !== null) return state === wanted;
        await sleep(POLL_MS);
      }
    }
    return false;
  }

  return { pulse, off };
}

/** Resolves when the bytes have left this machine. */
function write(port: SerialPort, bytes: Buffer): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  port.write(bytes);
  port.drain((error) => (error === null || error === undefined ? resolve() : reject(error)));
  return promise;
}
