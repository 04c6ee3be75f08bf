// The door contact: asks the controller where the leaf is, again and again, and tells of what is wrong. Main process.

import { z } from 'zod';
import { DoorFault, shutLeaf, stepLeaf, type ContactEvent } from '#core/access/index.ts';
import { ms } from '#core/frame/index.ts';
import type { ContactSettings } from './settings.ts';

const MAX_ANSWER_BYTES = 4096;

const answer = z.object({ open: z.boolean() });

export interface Contact extends Disposable {
  /** The door was let go for so long. */
  readonly pulsed: (pulseMs: number) => void;
}

/** `onAlarm` is called once for each leaf that is held or forced open, `onSilence` once for each time that the contact falls silent. */
export function watchContact(
  settings: ContactSettings,
  onAlarm: (fault: DoorFault) => void,
  onSilence: (why: string) => void,
): Contact {
  const closing = new AbortController();
  let leaf = shutLeaf;
  let silent = false;
  let next: NodeJS.Timeout | undefined;
  void poll();

  function take(event: ContactEvent): void {
    const after = stepLeaf(leaf, event, settings);
    leaf = after.leaf;
    if (after.alarm !== null)
      onAlarm(new DoorFault(after.alarm, `the contact at ${settings.url.host}`));
  }

  async function poll(): Promise<void> {
    try {
      const open = await ask(settings, closing.signal);
      silent = false;
      take({ type: 'contact', at: ms(performance.now()), open });
    } catch (cause) {
      if (closing.signal.aborted) return;
      if (!silent) onSilence(cause instanceof Error ? cause.message : String(cause));
      silent = true;
    }
    if (!closing.signal.aborted) next = setTimeout(() => void poll(), settings.pollMs);
  }

  return {
    pulsed: (pulseMs) => take({ type: 'pulsed', at: ms(performance.now()), pulseMs }),
    [Symbol.dispose]() {
      closing.abort();
      clearTimeout(next);
    },
  };
}

async function ask({ url, pollMs }: ContactSettings, closing: AbortSignal): Promise<boolean> {
  const response = await fetch(url, {
    redirect: 'error',
    headers: { connection: 'close' },
    signal: AbortSignal.any([closing, AbortSignal.timeout(Math.max(pollMs, 1000))]),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  if (Number(response.headers.get('content-length') ?? Infinity) > MAX_ANSWER_BYTES) {
    throw new Error('its answer is too long, or does not say how long it is');
  }
  return answer.parse(await response.json()).open;
}
