// The kiosk: one camera, one door, one session at a time; frames and requests in, views out. Main process: the authority.

import type { Frame } from '#core/frame/index.ts';
import { project, type KioskFault, type SessionView } from '#core/protocol/index.ts';
import {
  drawChallenges,
  isRunning,
  planFor,
  type PickIndex,
  type SessionState,
} from '#core/session/index.ts';
import type { InferencePort } from './ports.ts';
import { createRunner, type RunnerOptions } from './runner.ts';

/** How often deadlines are looked at while no frame comes. */
const TICK_MS = 100;

/** The kiosk as its hosts see it. Disposing it ends a running session in non-response. */
export interface Kiosk extends AsyncDisposable {
  readonly view: () => SessionView;
  /** Called at once with the present view, then on every change. Returns its undo. */
  readonly onView: (listener: (view: SessionView) => void) => () => void;
  readonly start: () => void;
  readonly cancel: () => void;
  /** Judges one frame. Resolves when the next may come (the credit); a frame offered while one is in flight is dropped. */
  readonly offer: (frame: Frame) => Promise<void>;
}

export interface KioskOptions extends Omit<RunnerOptions, 'onWake' | 'onChange'> {
  readonly inference: InferencePort;
  readonly pick: PickIndex;
  readonly newSessionId: () => string;
  /** Why no session can be run now, or null. Asked whenever the answer matters. */
  readonly fault: () => KioskFault | 'starting' | null;
  readonly demo: boolean;
  /** SHA-256 of the calibration that the policy comes from; null with the default operating points. */
  readonly calibrationSha256: string | null;
}

/** A kiosk whose fault may change: whoever owns `options.fault` calls `refresh` when it has. */
export interface OwnedKiosk extends Kiosk {
  readonly refresh: () => void;
}

export function createKiosk(options: KioskOptions): OwnedKiosk {
  const { policy, clock, inference } = options;
  const listeners = new Set<(view: SessionView) => void>();
  const closing = new AbortController();
  let inFlight = false;
  let shown = '';

  const runner = createRunner({ ...options, onWake: start, onChange: publish });
  const timer = setInterval(() => {
    runner.dispatch({ type: 'time-passed', at: clock() });
  }, TICK_MS);

  function view(): SessionView {
    const state = runner.state();
    const { demo, calibrationSha256 } = options;
    return project({ state, fault: options.fault(), demo, calibrationSha256, at: clock() }, policy);
  }

  function publish(): void {
    const next = view();
    const key = JSON.stringify(next);
    if (key === shown) return;
    shown = key;
    for (const listener of listeners) listener(next);
  }

  function start(): void {
    const state = runner.state();
    if (options.fault() !== null || state.phase !== 'idle') return;
    const challenges = drawChallenges(policy.draw, options.pick, state.attempts?.drawn);
    runner.dispatch({
      type: 'started',
      at: clock(),
      sessionId: options.newSessionId(),
      challenges,
    });
  }

  async function offer(frame: Frame): Promise<void> {
    if (inFlight || options.fault() !== null || closing.signal.aborted) return;
    const state = runner.state();
    const session = sessionOf(state);
    inFlight = true;
    try {
      const analysis = await inference.analyze(frame, planFor(state, policy), closing.signal);
      // A frame taken before a session began, or in another one, is no evidence in this one.
      if (sessionOf(runner.state()) === session) runner.dispatchFrame(analysis, clock());
    } catch (cause) {
      if (closing.signal.aborted) return;
      options.onFault?.('inference', cause);
      if (session !== null && sessionOf(runner.state()) === session) {
        runner.dispatch({ type: 'inference-failed', at: clock() });
      }
    } finally {
      inFlight = false;
    }
  }

  return {
    view,
    start,
    offer,
    refresh: publish,
    cancel: () => runner.dispatch({ type: 'cancelled', at: clock() }),
    onView(listener) {
      listeners.add(listener);
      listener(view());
      return () => listeners.delete(listener);
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      closing.abort(new Error('the kiosk is closing'));
      runner.dispatch({ type: 'cancelled', at: clock() });
      await runner.settled();
      listeners.clear();
    },
  };
}

const sessionOf = (state: SessionState): string | null =>
  isRunning(state) ? state.sessionId : null;
