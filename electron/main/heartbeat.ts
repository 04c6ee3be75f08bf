// Notices a page that has stopped: hung, blank, or never come up. Main process of either host.

export interface HeartbeatTiming {
  /** A page that has spoken and then not for so long has stopped. It speaks once a second. */
  readonly silenceMs: number;
  /** How long a page may take to speak for the first time. */
  readonly startMs: number;
}

export interface Heartbeat extends Disposable {
  /** A page is being opened; `onSilent` is called once if it has stopped. Before this nothing is waited for, and a beat means nothing. */
  readonly expectPage: (onSilent: () => void) => void;
  /** The page says that it has something to show. */
  readonly beat: () => void;
}

/** Models of the page's own guidance may come from a slow disk. */
const TIMING: HeartbeatTiming = { silenceMs: 10_000, startMs: 30_000 };

export function watchHeartbeat({ silenceMs, startMs } = TIMING): Heartbeat {
  let waiting: { readonly timer: NodeJS.Timeout; readonly onSilent: () => void } | null = null;
  const stop = (): void => {
    clearTimeout(waiting?.timer);
    waiting = null;
  };
  const wait = (milliseconds: number, onSilent: () => void): void => {
    stop();
    const timer = setTimeout(() => {
      waiting = null;
      onSilent();
    }, milliseconds);
    waiting = { timer, onSilent };
  };
  return {
    expectPage: (onSilent) => wait(startMs, onSilent),
    beat() {
      if (waiting !== null) wait(silenceMs, waiting.onSilent);
    },
    [Symbol.dispose]: stop,
  };
}
