// A door whose faults go into the log, each as an event of its own. Main process.

import { DoorFault } from '#core/access/index.ts';
import type { DoorLogPort, DoorPort, PulseOrder } from './ports.ts';

export interface LoggedDoorOptions {
  readonly id: string;
  readonly door: DoorPort;
  readonly log: DoorLogPort;
  /** A fault that could not be logged either. */
  readonly onLogFault: (cause: unknown) => void;
}

/** The log takes no more of it. */
const MAX_REASON = 500;

/** Rejects once the fault is in the log. A driver that does not look at the signal is a fault when it fires. */
export function loggedDoor({ id, door, log, onLogFault }: LoggedDoorOptions): DoorPort {
  async function keep(cause: unknown, { decisionId }: PulseOrder): Promise<void> {
    const reason = cause instanceof Error ? cause.message : String(cause);
    try {
      await log.appendEvent({
        kind: 'door-fault',
        door: id,
        decisionId,
        reason: reason.slice(0, MAX_REASON),
      });
    } catch (fault) {
      onLogFault(fault);
    }
  }
  return {
    async pulse(order, signal) {
      try {
        await orAborted(door.pulse(order, signal), signal, id);
      } catch (cause) {
        await keep(cause, order);
        throw cause;
      }
    },
  };
}

async function orAborted(pulse: Promise<void>, signal: AbortSignal, id: string): Promise<void> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(new DoorFault('timed-out', `door ${id} did not answer`));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([pulse, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
