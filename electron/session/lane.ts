// The one lane to inference: one frame in flight, and whoever must not be dropped waits for its turn. Main process.

export interface Lane {
  /** Whether a frame is in flight or waits for its turn: another one is dropped rather than queued. */
  readonly isTaken: () => boolean;
  readonly take: <T>(run: () => Promise<T>) => Promise<T>;
}

export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    isTaken: () => waiting > 0,
    async take(run) {
      waiting += 1;
      const turn = last.then(run);
      // What failed is its own caller's to hear of.
      last = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        waiting -= 1;
      }
    },
  };
}
