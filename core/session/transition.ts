// What one event makes of a session. Pure; main process.

import type { SessionEffect } from './event.ts';
import type { SessionState } from './state.ts';

export interface Step {
  readonly state: SessionState;
  /** Run in order, each to its end, before the next event. */
  readonly effects: readonly SessionEffect[];
}
