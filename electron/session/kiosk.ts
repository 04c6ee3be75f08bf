// The kiosk: one camera, one door, one session at a time; frames and requests in, views out. Main process: the authority.

import {
  paceAfter,
  type CameraJudgement,
  type OpenedCamera,
  type Pace,
} from '#core/camera/index.ts';
import {
  project,
  type KioskFault,
  type ReceivedFrame,
  type SessionView,
} from '#core/protocol/index.ts';
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
  /**
   * Which camera the frames come from; null when there is none any more. No session begins and no frame is judged until one was
   * accepted, and a session does not outlast its camera.
   */
  readonly useCamera: (opened: OpenedCamera | null) => void;
  /** Judges one frame. Resolves when the next may come (the credit); a frame offered while one is in flight is dropped. */
  readonly offer: (received: ReceivedFrame) => Promise<void>;
}

export interface KioskOptions extends Omit<RunnerOptions, 'onWake' | 'onChange' | 'camera'> {
  readonly inference: InferencePort;
  readonly pick: PickIndex;
  readonly newSessionId: () => string;
  readonly judgeCamera: (opened: OpenedCamera) => CameraJudgement;
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
  let camera: CameraJudgement | null = null;
  let pace: Pace | null = null;

  const runner = createRunner({
    ...options,
    camera: () => (camera?.kind === 'accepted' ? camera.camera : null),
    onWake: start,
    onChange: publish,
  });
  const timer = setInterval(() => {
    runner.dispatch({ type: 'time-passed', at: clock() });
  }, TICK_MS);

  function view(): SessionView {
    const refusedCamera = camera?.kind === 'refused' ? camera.label : null;
    const fault = options.fault() ?? (refusedCamera === null ? null : 'camera-refused');
    const { demo, calibrationSha256 } = options;
    const state = runner.state();
    return project({ state, fault, refusedCamera, demo, calibrationSha256, at: clock() }, policy);
  }

  const isReady = (): boolean => options.fault() === null && camera?.kind === 'accepted';

  function publish(): void {
    const next = view();
    const key = JSON.stringify(next);
    if (key === shown) return;
    shown = key;
    for (const listener of listeners) listener(next);
  }

  function start(): void {
    const state = runner.state();
    if (!isReady() || state.phase !== 'idle') return;
    const challenges = drawChallenges(policy.draw, options.pick, state.attempts?.drawn);
    runner.dispatch({
      type: 'started',
      at: clock(),
      sessionId: options.newSessionId(),
      challenges,
    });
  }

  function useCamera(opened: OpenedCamera | null): void {
    // Before the new one takes its place: the decision names the camera that the session had.
    runner.dispatch({ type: 'camera-changed', at: clock() });
    camera = opened === null ? null : options.judgeCamera(opened);
    pace = null;
    publish();
  }

  /** False for a frame that did not come as it was taken: it is no evidence. A session is not kept waiting for better ones. */
  function keepsPace({ frame, takenAtMs }: ReceivedFrame): boolean {
    const after = paceAfter(pace, { takenAtMs, receivedAt: frame.capturedAt });
    pace = after.pace;
    if (after.freshness === 'lost') runner.dispatch({ type: 'frames-stale', at: clock() });
    return after.freshness === 'fresh';
  }

  async function offer(received: ReceivedFrame): Promise<void> {
    if (inFlight || !isReady() || closing.signal.aborted || !keepsPace(received)) return;
    const { frame } = received;
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
    useCamera,
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
