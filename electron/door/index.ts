// The door that the settings ask for. Main process.

import { DoorFault } from '#core/access/index.ts';
import type { DoorPort } from '#electron/session/ports.ts';
import { watchContact, type Contact } from './contact.ts';
import { createHttpDoor } from './http.ts';
import { createMqttDoor } from './mqtt.ts';
import { createSerialDoor } from './serial/serial.ts';
import type { DoorSettings } from './settings.ts';
import { createSimulatedDoor } from './simulated.ts';

export interface DoorOptions {
  readonly settings: DoorSettings;
  /** Where the simulated door keeps its pulses. */
  readonly pulsesFile: string;
  /** What the leaf or the relay did without being told. */
  readonly onAlarm?: (fault: DoorFault) => void;
  /** One line for the operator. */
  readonly print: (line: string) => void;
  readonly now: () => Date;
}

export interface Door extends DoorPort, AsyncDisposable {}

/** A door that pulses at most once for a decision, whatever its driver. Shut until then, and after it is disposed. */
export function createDoor(options: DoorOptions): Door {
  const driver = createDriver(options);
  const ordered = new Set<string>();
  const closing = new AbortController();
  const contact = watched(options);
  return {
    async pulse(order, signal) {
      if (ordered.has(order.decisionId)) {
        throw new DoorFault('already-pulsed', `decision ${order.decisionId} has had its pulse`);
      }
      ordered.add(order.decisionId);
      // Before it moves: a leaf is quick.
      contact?.pulsed(order.pulseMs);
      await driver.pulse(order, AbortSignal.any([signal, closing.signal]));
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      contact?.[Symbol.dispose]();
      await driver[Symbol.asyncDispose]?.();
    },
  };
}

function watched({ settings, print, onAlarm = () => undefined }: DoorOptions): Contact | null {
  if (settings.contact === null) return null;
  const silence = (why: string): void =>
    print(`door ${settings.id}: no word from its contact: ${why}`);
  return watchContact(settings.contact, onAlarm, silence);
}

interface Driver extends DoorPort, Partial<AsyncDisposable> {}

function createDriver({ settings, pulsesFile, print, now, onAlarm }: DoorOptions): Driver {
  switch (settings.driver) {
    case 'simulated':
      return createSimulatedDoor({ doorId: settings.id, file: pulsesFile, print, now });
    case 'http':
      return createHttpDoor(settings, () => now().getTime());
    case 'serial':
      return createSerialDoor(settings, print, onAlarm);
    case 'mqtt':
      return createMqttDoor(settings);
  }
}
