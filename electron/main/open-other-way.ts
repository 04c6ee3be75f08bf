// The way in without a face of a kiosk: badges and PINs that cannot be opened close it, and nothing else. Main process of either host.

import {
  createOtherWay,
  openCredentials,
  type Credentials,
  type OtherWay,
} from '#electron/credentials/index.ts';
import { createKeyStore, CREDENTIALS_KEY } from '#electron/decision-log/key-store.ts';
import type { PassageControl } from '#electron/session/passage.ts';
import type { DoorPort } from '#electron/session/ports.ts';
import type { LogPlace, OpenedLog } from './open-log.ts';

export interface OtherWayParts {
  readonly log: OpenedLog;
  readonly door: { readonly id: string; readonly pulseMs: number; readonly port: DoorPort };
  readonly passage: PassageControl | null;
}

export interface OpenedOtherWay extends Disposable {
  /** Null where they cannot be used. */
  readonly credentials: Credentials | null;
  readonly open: (onChange: () => void) => OtherWay;
  /** Called when somebody at the door asks for staff. Returns its undo. */
  readonly onStaffCalled: (listener: () => void) => () => void;
}

export function openOtherWay(
  { data, print, keySeal = null }: LogPlace,
  { log, door, passage }: OtherWayParts,
): OpenedOtherWay {
  const credentials = tryCredentials(data, keySeal, print);
  const listeners = new Set<() => void>();
  return {
    credentials: typeof credentials === 'string' ? null : credentials,
    open: (onChange) =>
      createOtherWay({
        door,
        log,
        credentials,
        ...(passage !== null && { passage }),
        onChange,
        onStaffCalled() {
          for (const listener of listeners) listener();
        },
        print,
      }),
    onStaffCalled(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    [Symbol.dispose]() {
      if (typeof credentials !== 'string') credentials[Symbol.dispose]();
    },
  };
}

function tryCredentials(
  data: string,
  keySeal: Parameters<typeof createKeyStore>[1],
  print: (line: string) => void,
): Credentials | string {
  try {
    return openCredentials(data, createKeyStore(data, keySeal, CREDENTIALS_KEY), { print });
  } catch (cause) {
    const line = cause instanceof Error ? cause.message : String(cause);
    print(`badges and PINs let nobody in: ${line}`);
    return line;
  }
}
