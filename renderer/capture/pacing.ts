// How often a frame is worth sending. Pure; renderer.

import type { SessionView } from '#core/protocol/index.ts';

/** While nobody is being judged: often enough to wake on a face at once, and no more. */
const WATCHING_MS = 200;
/** While a session runs: as fast as the host gives credit, up to the camera's 30 a second. */
const JUDGING_MS = 33;

/** Milliseconds between two frames, or null when frames are of no use. */
export function frameInterval(phase: SessionView['phase'] | null): number | null {
  switch (phase) {
    case null:
    case 'starting':
    case 'not-ready':
      return null;
    case 'idle':
    case 'concluded':
      return WATCHING_MS;
    case 'positioning':
    case 'passive':
    case 'active':
      return JUDGING_MS;
  }
}
