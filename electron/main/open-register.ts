// The register of a kiosk's enrolled people: opened when somebody is first asked for, and tried again after it could not be. Main process of either host.

import { createKeyStore, IDENTITY_KEY, type KeySeal } from '#electron/decision-log/key-store.ts';
import {
  createRecogniser,
  openIdentity,
  plainProduct,
  type Identity,
} from '#electron/identity/index.ts';
import type { EnrolmentRegister } from '#electron/operator/enrolment.ts';
import type { RecognitionPort } from '#electron/session/recognition.ts';
import type { LogPlace, OpenedLog } from './open-log.ts';
import type { Settings } from './settings.ts';

export interface KioskRegister extends EnrolmentRegister, AsyncDisposable {
  /** Null where the door asks for liveness alone. */
  readonly recognition: RecognitionPort | null;
}

/** A register that cannot be opened lets nobody in where the door asks who they are, and hinders nothing else. */
export function openRegister(
  { data, print, keySeal = null }: LogPlace,
  { require: demand, collection, retentionDays }: Settings['identity'],
  log: Pick<OpenedLog, 'appendEvent'>,
): KioskRegister {
  let opening: Promise<Identity> | null = null;

  async function openOnce(): Promise<Identity> {
    const identity = await openIdentity(data, keysOf(data, keySeal), {
      record: log.appendEvent,
      product: async () => plainProduct,
      print,
    });
    // Whose time is over matches nothing; here it is deleted as well.
    await identity.purgeExpired();
    return identity;
  }

  function open(): Promise<Identity> {
    opening ??= openOnce().catch((cause: unknown) => {
      opening = null;
      throw cause;
    });
    return opening;
  }

  if (demand !== 'liveness') {
    open().catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      print(`nobody can be recognised, so that nobody is let in by camera: ${why}`);
    });
  }
  return {
    open,
    collection,
    retentionDays,
    recognition: demand === 'liveness' ? null : createRecogniser(open, { demand, collection }),
    async [Symbol.asyncDispose]() {
      const identity = await opening?.catch(() => null);
      identity?.[Symbol.dispose]();
    },
  };
}

const keysOf = (data: string, seal: KeySeal | null) => createKeyStore(data, seal, IDENTITY_KEY);
