// Whether frames come as they are taken: the page's capture times against the host's clock. Pure; main process.
// [Note: What pace can show] The times are the page's word. They give away a stream that is slowed down, held back, rewound
// or stands still between a camera and an honest page; a page under foreign control writes whatever time it likes.

import type { Ms } from '#core/frame/index.ts';

/** One frame's two times: the page's, unsigned milliseconds of 32 bits that wrap after 49 days, and the host's. */
export interface Stamp {
  readonly takenAtMs: number;
  readonly receivedAt: Ms;
}

/** How a stream has kept pace so far. */
export interface Pace {
  /** Where both clocks were last known to agree. */
  readonly anchor: Stamp;
  readonly newestMs: number;
  /** False after a stream was lost: it has to keep pace for a whole window before it is evidence again. */
  readonly isTrusted: boolean;
}

/** `stale` frames are no evidence; `lost` says that they have been stale for too long. */
export type Freshness = 'fresh' | 'stale' | 'lost';

/** Over this time the two clocks may differ by a quarter: a frame that waited half a second for a busy machine still passes. */
const WINDOW_MS = 2000;
const LARGEST_DRIFT = 0.25;
/** A hitch has passed by then; a stream at another speed has not. */
const LOST_AFTER_MS = 4000;

/** Null begins a stream: the first frame of a camera that was just opened. */
export function paceAfter(
  pace: Pace | null,
  stamp: Stamp,
): { readonly pace: Pace; readonly freshness: Freshness } {
  if (pace === null) return { pace: beginning(stamp, true), freshness: 'fresh' };
  const { anchor, isTrusted } = pace;
  const hostMs = stamp.receivedAt - anchor.receivedAt;
  const advances = elapsed(pace.newestMs, stamp.takenAtMs) > 0;
  const drift = Math.abs(elapsed(anchor.takenAtMs, stamp.takenAtMs) - hostMs);
  if (advances && hostMs < WINDOW_MS) {
    return {
      pace: { ...pace, newestMs: stamp.takenAtMs },
      freshness: isTrusted ? 'fresh' : 'stale',
    };
  }
  if (advances && drift <= hostMs * LARGEST_DRIFT) {
    return { pace: beginning(stamp, true), freshness: 'fresh' };
  }
  return hostMs < LOST_AFTER_MS
    ? { pace, freshness: 'stale' }
    : { pace: beginning(stamp, false), freshness: 'lost' };
}

const beginning = (stamp: Stamp, isTrusted: boolean): Pace => ({
  anchor: stamp,
  newestMs: stamp.takenAtMs,
  isTrusted,
});

/** From one time to another on a clock of 32 bits, as the shorter way round. */
const elapsed = (from: number, to: number): number => (to - from) | 0;
