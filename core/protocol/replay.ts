// A session again, from its events alone: the same steps, the same story, the same verdict. Pure.

import {
  initialState,
  step,
  type SessionEvent,
  type SessionPolicy,
  type SessionState,
} from '#core/session/index.ts';
import type { SessionMessage } from './messages.ts';
import { narrate } from './narrate.ts';

export interface Replay {
  readonly state: SessionState;
  readonly messages: readonly SessionMessage[];
}

/** Feeds the events through the machine. No effect is run: nothing is logged and no door moves. */
export function replay(events: readonly SessionEvent[], policy: SessionPolicy): Replay {
  let state = initialState;
  const messages: SessionMessage[] = [];
  for (const event of events) {
    const before = state;
    state = step(before, event, policy).state;
    messages.push(...narrate(before, event, state, policy));
  }
  return { state, messages };
}
