// How patiently something that ended is started again. Main process of either host.

export interface Pace {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** What lived this long did not fail to start. */
  readonly stableMs: number;
  /** So many failures in a row are enough: what supervises the kiosk decides then. */
  readonly attempts: number;
}

export const WINDOW_PACE: Pace = {
  firstPauseMs: 1000,
  longestPauseMs: 30_000,
  stableMs: 60_000,
  attempts: 8,
};

export interface Patience {
  /** How long to wait before the next start; null when it is no use. */
  readonly afterLifeOf: (livedMs: number) => number | null;
}

/** Pauses that double from failure to failure and start over after a life that was long enough. */
export function createPatience(pace: Pace): Patience {
  let failures = 0;
  return {
    afterLifeOf(livedMs) {
      failures = livedMs >= pace.stableMs ? 1 : failures + 1;
      if (failures >= pace.attempts) return null;
      return Math.min(pace.longestPauseMs, pace.firstPauseMs * 2 ** (failures - 1));
    },
  };
}
