// An operator opens the door: into the log with name and reason, then the pulse. The same order as for a session. Main process.

import { DoorFault } from '#core/access/index.ts';
import type { DoorLogPort, DoorPort } from './ports.ts';

export interface Release {
  readonly operator: string;
  readonly reason: string;
}

export interface ReleasedDoor {
  readonly id: string;
  readonly pulseMs: number;
  readonly log: DoorLogPort;
  readonly door: DoorPort;
}

/** Resolves with the log's id once the door confirmed its pulse. Rejects with the log's error, and then nothing moved, or with a `DoorFault`. */
export async function releaseDoor(
  { operator, reason }: Release,
  { id: door, pulseMs, log, door: port }: ReleasedDoor,
  signal: AbortSignal,
): Promise<{ readonly id: string }> {
  const { id } = await log.appendEvent({ kind: 'override', door, operator, reason });
  if (signal.aborted) throw new DoorFault('withdrawn', `door ${door} was not moved`);
  await port.pulse({ decisionId: id, pulseMs }, signal);
  return { id };
}
