// The way in without a face of a kiosk: badges and PINs that cannot be opened close it, and nothing else. Main process of either host.

import { createOtherWay, openCredentials, type Credentials } from '#electron/credentials/index.ts';
import { createKeyStore, CREDENTIALS_KEY } from '#electron/decision-log/key-store.ts';
import type { PassageControl } from '#electron/session/passage.ts';
import type { DoorPort } from '#electron/session/ports.ts';
import type { LogPlace, OpenedLog } from './open-log.ts';
import type { OpenOtherWay } from './with-other-way.ts';

export interface OtherWayParts {
  readonly log: OpenedLog;
  readonly door: { readonly id: string; readonly pulseMs: number; readonly port: DoorPort };
  readonly passage: PassageControl | null;
  /** A badge or PIN only says who it is: their face has to say so as well. */
  readonly isClaim: boolean;
}

export interface OpenedOtherWay extends Disposable {
  /** Null where they cannot be used. */
  readonly credentials: Credentials | null;
  readonly open: OpenOtherWay;
  /** Called when somebody at the door asks for staff. Returns its undo. */
  readonly onStaffCalled: (listener: () => void) => () => void;
}

export function openOtherWay(
  { data, print, keySeal = null }: LogPlace,
  { log, door, passage, isClaim }: OtherWayParts,
): OpenedOtherWay {
  const credentials = tryCredentials(data, keySeal, print);
  const listeners = new Set<() => void>();
  return {
    credentials: typeof credentials === 'string' ? null : credentials,
    open: (onChange, claim) =>
      createOtherWay({
        door,
        log,
        credentials,
        ...(passage !== null && { passage }),
        ...(isClaim && { claim }),
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
