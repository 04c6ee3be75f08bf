// Why a door did not do what it was told: a closed list, for the log and the operator. Pure; runs in every process.

export const DOOR_FAULTS = [
  // Nothing answers there: no connection, no device.
  'unreachable',
  'timed-out',
  // It answered, and said no.
  'refused',
  // It may have moved, or not: nothing that can be believed said so.
  'unconfirmed',
  // Another pulse has not ended.
  'busy',
  // A decision opens the door once, and this one had its pulse.
  'already-pulsed',
  // The order was taken back before it was carried out.
  'withdrawn',
  // The relay did not let go, or the leaf stayed open for longer than the pulse allows.
  'held-open',
  // The leaf opened, and nobody was let in.
  'forced-open',
] as const;
export type DoorFaultCode = (typeof DOOR_FAULTS)[number];

/** What a driver rejects with. The message is one line for the operator and holds no secret. */
export class DoorFault extends Error {
  override readonly name = 'DoorFault';
  readonly code: DoorFaultCode;

  constructor(code: DoorFaultCode, message: string, options?: ErrorOptions) {
    super(`${code}: ${message}`, options);
    this.code = code;
  }
}
