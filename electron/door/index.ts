// The door that the settings ask for. Main process.

import { DoorFault } from '#core/access/index.ts';
import type { DoorPort } from '#electron/session/ports.ts';
import { createHttpDoor } from './http.ts';
import { createMqttDoor } from './mqtt.ts';
import { createSerialDoor } from './serial/serial.ts';
import type { DoorSettings } from './settings.ts';
import { createSimulatedDoor } from './simulated.ts';

export interface DoorOptions {
  readonly settings: DoorSettings;
  /** Where the simulated door keeps its pulses. */
  readonly pulsesFile: string;
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
  return {
    async pulse(order, signal) {
      if (ordered.has(order.decisionId)) {
        throw new DoorFault('already-pulsed', `decision ${order.decisionId} has had its pulse`);
      }
      ordered.add(order.decisionId);
      await driver.pulse(order, AbortSignal.any([signal, closing.signal]));
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await driver[Symbol.asyncDispose]?.();
    },
  };
}

interface Driver extends DoorPort, Partial<AsyncDisposable> {}

function createDriver({ settings, pulsesFile, print, now }: DoorOptions): Driver {
  switch (settings.driver) {
    case 'simulated':
      return createSimulatedDoor({ doorId: settings.id, file: pulsesFile, print, now });
    case 'http':
      return createHttpDoor(settings, () => now().getTime());
    case 'serial':
      return createSerialDoor(settings, print);
    case 'mqtt':
      return createMqttDoor(settings);
  }
}
