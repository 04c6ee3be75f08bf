// The kiosk: one camera, one door, one session at a time; frames and requests in, views out. Main process: the authority.

import type { OpenedCamera } from '#core/camera/index.ts';
import type { Frame } from '#core/frame/index.ts';
import { project, type ReceivedFrame, type SessionView } from '#core/protocol/index.ts';
import { drawChallenges, isRunning, planFor, type SessionState } from '#core/session/index.ts';
import type { AssistedPurpose, AttendedKiosk, StepListener } from './attended-kiosk.ts';
import { createKioskCamera } from './kiosk-camera.ts';
import { createLane } from './lane.ts';
import type { KioskOptions } from './kiosk-options.ts';
import { createRecognition } from './recognition.ts';
import { createRunner } from './runner.ts';
import { createSubject } from './subject.ts';

/** How often deadlines are looked at while no frame comes. */
const TICK_MS = 100;

/** The kiosk as its hosts see it. Disposing it ends a running session in non-response. */
export interface Kiosk extends AsyncDisposable {
  readonly view: () => SessionView;
  /** Called at once with the present view, then on every change. Returns its undo. */
  readonly onView: (listener: (view: SessionView) => void) => () => void;
  readonly start: () => void;
  readonly cancel: () => void;
  /** More time for the session that runs; where none does, a session that has it. */
  readonly moreTime: () => void;
  /**
   * Which camera the frames come from; null when there is none any more. No session begins and no frame is judged until one was
   * accepted, and a session does not outlast its camera.
   */
  readonly useCamera: (opened: OpenedCamera | null) => void;
  /** Judges one frame. Resolves when the next may come (the credit); a frame offered while one is in flight is dropped. */
  readonly offer: (received: ReceivedFrame) => Promise<void>;
}

/** A kiosk whose fault may change: whoever owns `options.fault` calls `refresh` when it has. */
export interface OwnedKiosk extends Kiosk {
  readonly refresh: () => void;
  /**
   * Begins a session of whom a badge or PIN says that they are; where the door asks for that, none begins otherwise. False where none can
   * be run now.
   */
  readonly startAs: (claimed: string) => Promise<boolean>;
  readonly attended: AttendedKiosk;
}

export function createKiosk(options: KioskOptions): OwnedKiosk {
  const { policy, clock, inference } = options;
  const listeners = new Set<(view: SessionView) => void>();
  const closing = new AbortController();
  const camera = createKioskCamera(options.judgeCamera);
  const lane = createLane();
  const subject = createSubject(inference, policy, lane);
  const needsClaim = options.recognition?.demand === 'one-to-one';
  const notice = {
    recognises: options.recognition !== undefined,
    keepsPicturesDays: options.keepsPicturesDays ?? null,
  };
  let shown = '';
  let isHeld = false;
  let assisted: { readonly sessionId: string; readonly purpose: AssistedPurpose } | null = null;
  let claim: { readonly sessionId: string; readonly claimed: string } | null = null;
  const steps = new Set<StepListener>();
  const lookers = new Set<(frame: Frame) => void>();
  const isAssisted = (sessionId: string): boolean => sessionId === assisted?.sessionId;

  const runner = createRunner({
    ...options,
    camera() {
      const found = camera.accepted();
      return found && { label: found.label, virtual: found.virtual };
    },
    isAssisted,
    ...(options.recognition !== undefined && {
      recognise: createRecognition({
        port: options.recognition,
        frames: subject.frames,
        claimed: (sessionId) => (claim?.sessionId === sessionId ? claim.claimed : null),
        onFault: (cause) => options.onFault?.('identity', cause),
      }),
    }),
    onWake: start,
    onChange: publish,
    onEvent(event) {
      options.onEvent?.(event);
      subject.follow(runner.state(), event);
      for (const listener of steps) listener(runner.state(), event);
    },
  });
  const timer = setInterval(() => {
    runner.dispatch({ type: 'time-passed', at: clock() });
  }, TICK_MS);

  function view(): SessionView {
    const refusedCamera = camera.refused();
    const fault = options.fault() ?? (refusedCamera === null ? null : 'camera-refused');
    const { demo, calibrationSha256 } = options;
    const state = runner.state();
    return project(
      { state, fault, refusedCamera, demo, calibrationSha256, needsClaim, notice, at: clock() },
      policy,
    );
  }

  const isReady = (): boolean => options.fault() === null && camera.accepted() !== null;

  function publish(): void {
    const next = view();
    const key = JSON.stringify(next);
    if (key === shown) return;
    shown = key;
    for (const listener of listeners) listener(next);
  }

  function start(): void {
    if (!isHeld && !needsClaim) begin(options.newSessionId());
  }

  /** A result that stands there is over for whoever comes next; one that is not settled stays. */
  function leaveResult(): void {
    if (runner.state().phase === 'concluded') runner.dispatch({ type: 'cancelled', at: clock() });
  }

  async function startAs(claimed: string): Promise<boolean> {
    await runner.settled();
    leaveResult();
    if (isHeld) return false;
    const sessionId = options.newSessionId();
    begin(sessionId);
    if (sessionOf(runner.state()) !== sessionId) return false;
    claim = { sessionId, claimed };
    return true;
  }

  function moreTime(): void {
    if (!isRunning(runner.state())) start();
    runner.dispatch({ type: 'time-extended', at: clock() });
  }

  function begin(sessionId: string): void {
    const state = runner.state();
    if (!isReady() || state.phase !== 'idle') return;
    const challenges = drawChallenges(policy.draw, options.pick, state.attempts?.drawn);
    runner.dispatch({ type: 'started', at: clock(), sessionId, challenges });
  }

  function assist(
    purpose: AssistedPurpose,
  ): { readonly sessionId: string } | { readonly busy: string } {
    if (!isReady()) return { busy: 'the kiosk is not ready' };
    leaveResult();
    // The one before keeps its own word on whose door it has, until it is settled and gone.
    if (runner.state().phase !== 'idle') return { busy: 'the session before has not ended' };
    const sessionId = options.newSessionId();
    // Before it begins: from its first moment on it has no door.
    assisted = { sessionId, purpose };
    begin(sessionId);
    return sessionOf(runner.state()) === sessionId
      ? { sessionId }
      : { busy: 'its subject has to wait' };
  }

  function hold(held: boolean): void {
    isHeld = held;
    if (held && isRunning(runner.state())) runner.dispatch({ type: 'cancelled', at: clock() });
  }

  function useCamera(next: OpenedCamera | null): void {
    // Before the new one takes its place: the decision names the camera that the session had.
    runner.dispatch({ type: 'camera-changed', at: clock() });
    camera.use(next);
    publish();
  }

  /** False for a frame that did not come as it was taken: it is no evidence. A session is not kept waiting for better ones. */
  function keepsPace(received: ReceivedFrame): boolean {
    const freshness = camera.freshnessOf(received);
    if (freshness === 'lost') runner.dispatch({ type: 'frames-stale', at: clock() });
    return freshness === 'fresh';
  }

  async function offer(received: ReceivedFrame): Promise<void> {
    if (lane.isTaken() || !isReady() || closing.signal.aborted || !keepsPace(received)) return;
    const { frame } = received;
    const state = runner.state();
    const session = sessionOf(state);
    for (const listener of lookers) listener(frame);
    try {
      await lane.take(async () => {
        const analysis = await inference.analyze(frame, planFor(state, policy), closing.signal);
        // A frame taken before a session began, or in another one, is no evidence in this one.
        if (sessionOf(runner.state()) !== session) return;
        subject.look(frame);
        runner.dispatchFrame(analysis, clock());
      });
    } catch (cause) {
      if (closing.signal.aborted) return;
      options.onFault?.('inference', cause);
      if (session !== null && sessionOf(runner.state()) === session) {
        runner.dispatch({ type: 'inference-failed', at: clock() });
      }
    }
  }

  return {
    view,
    start,
    startAs,
    moreTime,
    offer,
    useCamera,
    refresh: publish,
    attended: {
      hold,
      assist,
      isAssisted,
      isEnrolment: (sessionId) => isAssisted(sessionId) && assisted?.purpose === 'enrolment',
      onStep: (listener) => subscribed(steps, listener),
      onFrame: (listener) => subscribed(lookers, listener),
      camera: camera.accepted,
      frames: subject.frames,
    },
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

function subscribed<Listener>(to: Set<Listener>, listener: Listener): () => void {
  to.add(listener);
  return () => to.delete(listener);
}
