// The log of a kiosk: one that does not open keeps nothing, and then no door moves. Main process of either host.

import { join } from 'node:path';
import type { KioskFault } from '#core/protocol/index.ts';
import { openDecisionLog, type DecisionLog } from '#electron/decision-log/decision-log.ts';
import { createKeyStore, type KeySeal } from '#electron/decision-log/key-store.ts';
import type { Settings } from './settings.ts';

export interface OpenedLog extends Pick<DecisionLog, 'append' | 'appendEvent'> {
  /** Null while the log is open. */
  readonly fault: KioskFault | null;
  readonly close: () => Promise<void>;
}

export interface LogPlace {
  readonly data: string;
  readonly keySeal?: KeySeal | null;
  readonly print: (line: string) => void;
}

/** A log that does not open says so to every append. */
export function openLog(
  { data, print, keySeal = null }: LogPlace,
  rules: Settings['log'],
): OpenedLog {
  try {
    const log = openDecisionLog(join(data, 'decisions.sqlite'), {
      ...rules,
      keys: createKeyStore(data, keySeal),
      print,
    });
    const close = async (): Promise<void> => log[Symbol.asyncDispose]();
    return { fault: null, append: log.append, appendEvent: log.appendEvent, close };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    print(`log-unavailable: ${message}`);
    const refuse = (): Promise<never> => Promise.reject(new Error(message, { cause }));
    return {
      fault: 'log-unavailable',
      append: refuse,
      appendEvent: refuse,
      close: () => Promise.resolve(),
    };
  }
}
