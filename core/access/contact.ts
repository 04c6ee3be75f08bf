// What a door contact says of the leaf: held open, forced open (BACnet Access Door). Pure; main process.
//
//   shut ─▶ open (a pulse allows it) ─▶ held-open ─▶ shut
//     └───▶ forced-open ─────────────────────────────▶ shut

import { ms, type Ms } from '#core/frame/index.ts';

export type DoorAlarm = 'held-open' | 'forced-open';

export interface Leaf {
  readonly position: 'shut' | 'open' | DoorAlarm;
  /** Until when somebody may open it; null while nobody may. */
  readonly releasedUntil: Ms | null;
  /** Since when it is open; null while it is shut. */
  readonly openSince: Ms | null;
}

export interface ContactPolicy {
  /** How long the leaf may stand open. */
  readonly heldOpenMs: number;
  /** How long after a pulse somebody may still push it. */
  readonly graceMs: number;
}

export type ContactEvent = { readonly at: Ms } & (
  | { readonly type: 'pulsed'; readonly pulseMs: number }
  | { readonly type: 'contact'; readonly open: boolean }
);

export interface LeafStep {
  readonly leaf: Leaf;
  /** Raised by this event; null when nothing new is wrong. */
  readonly alarm: DoorAlarm | null;
}

/** A contact that is open at the start may have been opened by anybody: that is forced open. */
export const shutLeaf: Leaf = { position: 'shut', releasedUntil: null, openSince: null };

export function stepLeaf(leaf: Leaf, event: ContactEvent, policy: ContactPolicy): LeafStep {
  if (event.type === 'pulsed') {
    const releasedUntil = ms(event.at + event.pulseMs + policy.graceMs);
    return { leaf: { ...leaf, releasedUntil }, alarm: null };
  }
  if (!event.open) return { leaf: { ...leaf, position: 'shut', openSince: null }, alarm: null };
  return stepOpen(leaf, event.at, policy);
}

function stepOpen(leaf: Leaf, at: Ms, policy: ContactPolicy): LeafStep {
  const openSince = leaf.openSince ?? at;
  switch (leaf.position) {
    case 'shut': {
      const released = leaf.releasedUntil !== null && at <= leaf.releasedUntil;
      return released
        ? { leaf: { ...leaf, position: 'open', openSince }, alarm: null }
        : { leaf: { ...leaf, position: 'forced-open', openSince }, alarm: 'forced-open' };
    }
    case 'open': {
      const isHeld = at - openSince >= policy.heldOpenMs;
      return isHeld
        ? { leaf: { ...leaf, position: 'held-open', openSince }, alarm: 'held-open' }
        : { leaf: { ...leaf, openSince }, alarm: null };
    }
    case 'held-open':
    case 'forced-open':
      return { leaf, alarm: null };
  }
}
