// Whether a session can be run now: asks inference until it is ready, and again when it failed. Main process of either host.

import { setTimeout as delay } from 'node:timers/promises';
import type { KioskFault } from '#core/protocol/index.ts';
import type { InferencePort, ModelHashes } from '#electron/session/ports.ts';

export interface ReadinessOptions {
  readonly inference: Pick<InferencePort, 'ready'>;
  /** Which fault of the kiosk a refusal of `ready` is. */
  readonly faultOf: (cause: unknown) => KioskFault;
  /** A fault that nothing here can mend, such as a log that does not open. */
  readonly standing: KioskFault | null;
  readonly retryMs: number;
  readonly onChange: () => void;
  readonly print: (line: string) => void;
}

export interface Readiness extends Disposable {
  readonly fault: () => KioskFault | 'starting' | null;
  /** The models that judge now, by their hashes. */
  readonly models: () => ModelHashes;
  /** Inference failed on a frame: no session begins until it has said again that it is ready. */
  readonly doubt: () => void;
}

/** The remedy may be applied while the kiosk runs, so it never stops asking. */
export function watchReadiness(options: ReadinessOptions): Readiness {
  const { inference, onChange, print } = options;
  const closing = new AbortController();
  let fault: KioskFault | 'starting' | null = 'starting';
  let models: ModelHashes = {};
  let isAsking = false;
  let said = '';

  function become(next: KioskFault | null, line: string): void {
    fault = next;
    // One line for a fault, not one for every time that it is found again.
    if (line !== said && line !== '') print(line);
    said = line;
    onChange();
  }

  async function ask(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    while (!closing.signal.aborted) {
      try {
        models = await inference.ready(closing.signal);
        become(null, '');
        break;
      } catch (cause) {
        if (closing.signal.aborted) break;
        const next = options.faultOf(cause);
        become(next, `${next}: ${cause instanceof Error ? cause.message : String(cause)}`);
        await delay(options.retryMs, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
    isAsking = false;
  }

  void ask();
  return {
    fault: () => options.standing ?? fault,
    models: () => models,
    doubt() {
      if (fault !== null) return;
      become('inference-down', '');
      void ask();
    },
    [Symbol.dispose]: () => closing.abort(),
  };
}
