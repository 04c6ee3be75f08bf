// An operator opens the door: into the log with name and reason, then the pulse. The same order as for a session. Main process.

import { DoorFault } from '#core/access/index.ts';
import type { DoorLogPort, DoorPort, ReleaseCause } from './ports.ts';

export interface Release {
  readonly operator: string;
  readonly reason: string;
  readonly cause?: ReleaseCause;
  /** Of the session that the operator watched. */
  readonly decisionId?: string | null;
  /** With the pulse for people who need more time. */
  readonly extended?: boolean;
}

export interface ReleasedDoor {
  readonly id: string;
  readonly pulseMs: number;
  readonly extendedPulseMs: number;
  readonly log: DoorLogPort;
  readonly door: DoorPort;
}

/**
 * `onLogged` is told the log's id before the door moves. Resolves with it once the door confirmed its pulse. Rejects with the log's error,
 * and then nothing moved, or with a `DoorFault`.
 */
export async function releaseDoor(
  release: Release,
  { id: door, pulseMs, extendedPulseMs, log, door: port }: ReleasedDoor,
  signal: AbortSignal,
  onLogged: (id: string) => void = () => undefined,
): Promise<{ readonly id: string }> {
  const { id } = await log.appendEvent({ kind: 'override', door, ...release });
  onLogged(id);
  if (signal.aborted) throw new DoorFault('withdrawn', `door ${door} was not moved`);
  const order = { decisionId: id, pulseMs: release.extended ? extendedPulseMs : pulseMs };
  await port.pulse(order, signal);
  return { id };
}
