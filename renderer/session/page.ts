// Joins the page's parts: connection, camera, frame loop, instant feedback. React only shows what comes of it. Renderer.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BootSettings, OfferedFrame } from '#core/protocol/index.ts';
import { onDeviceChange, openCamera, type OpenCamera } from '#renderer/capture/camera.ts';
import { runFrameLoop } from '#renderer/capture/frame-loop.ts';
import { guidanceAfter, NO_GUIDANCE, type Guidance } from '#renderer/capture/guidance.ts';
import type { FaceReading } from '#renderer/capture/landmarker-messages.ts';
import { createLandmarker, type Landmarker } from '#renderer/capture/landmarker.ts';
import { openFrameSource } from '#renderer/capture/open-frame-source.ts';
import { frameInterval } from '#renderer/capture/pacing.ts';
import { pause } from '#renderer/capture/pause.ts';
import { createSpeaker } from '#renderer/speech/speaker.ts';
import { createSpeech, type Speech } from '#renderer/speech/speech.ts';
import { reconnectDelay } from './back-off.ts';
import type { Bridge, OperatorBridge } from './bridge.ts';
import { createSubjectChoice, type SubjectChoice } from './choice.ts';
import { connectBridge } from './connect.ts';
import { isSameScreen, screenOf, type Screen } from './screen.ts';
import {
  actionOf,
  createKioskStore,
  hostAfter,
  isCapturing,
  viewOf,
  type KioskStore,
} from './store.ts';

export interface KioskPage extends Disposable {
  readonly store: KioskStore;
  /** Set anew only when another screen is to be shown, not with every number. */
  readonly screen: StoreApi<Screen>;
  readonly guidance: StoreApi<Guidance>;
  readonly start: () => void;
  readonly cancel: () => void;
  /** More time for the session that runs, or a session that has it. */
  readonly moreTime: () => void;
  /** Says that the page has something to show. */
  readonly alive: () => void;
  readonly present: Bridge['present'];
  readonly callStaff: Bridge['callStaff'];
  readonly operator: OperatorBridge;
  readonly choice: SubjectChoice;
  readonly speech: Speech;
}

/** Lives as long as the page. Disposing it stops the camera on whichever path it is. */
export function startPage(boot: BootSettings): KioskPage {
  const store = createKioskStore(boot);
  const guidance = createStore<Guidance>(() => NO_GUIDANCE);
  const screen = createStore<Screen>(() => screenOf(store.getState()));
  store.subscribe((state) => {
    const next = screenOf(state);
    if (!isSameScreen(screen.getState(), next)) screen.setState(next, true);
  });
  const closing = new AbortController();
  const choice = createSubjectChoice(store);
  const speaker = boot.speech === 'off' ? null : createSpeaker();
  const speech = createSpeech({ choice: choice.store, speaker, now });

  const showFace = (face: FaceReading | null): void => {
    const view = viewOf(store.getState());
    if (view !== null) guidance.setState(guidanceAfter(guidance.getState(), face, view.phase));
  };
  const landmarker = createLandmarker(showFace);
  const bridge = connectBridge((news) => {
    store.setState({ host: hostAfter(news) });
    if (news.type === 'view' && news.view.phase === 'idle') guidance.setState(NO_GUIDANCE);
  });
  const open = boot.demo ? demoCamera(store, landmarker) : openCamera;
  void runCamera({ open, store, bridge, landmarker }, closing.signal);

  return {
    store,
    screen,
    guidance,
    start: bridge.start,
    cancel: bridge.cancel,
    moreTime: bridge.moreTime,
    alive: bridge.alive,
    present: bridge.present,
    callStaff: bridge.callStaff,
    operator: bridge.operator,
    choice,
    speech,
    [Symbol.dispose]() {
      closing.abort();
      speech[Symbol.dispose]();
      choice[Symbol.dispose]();
      landmarker[Symbol.dispose]();
      bridge[Symbol.dispose]();
    },
  };
}

interface CameraRun {
  readonly open: OpenCamera;
  readonly store: KioskStore;
  readonly bridge: Bridge;
  readonly landmarker: Landmarker;
}

/** Opens the camera and reads it until it ends; then, or when there is none, tries again until the page goes. */
async function runCamera({ open, store, bridge, landmarker }: CameraRun, signal: AbortSignal) {
  let failures = 0;
  const peek = (frame: OfferedFrame): void => {
    const state = store.getState();
    if (!isCapturing(state)) return;
    landmarker.look(frame, actionOf(state) === null ? 'calm' : 'prompted');
  };
  const interval = (): number | null => {
    const state = store.getState();
    return state.isHeld ? null : frameInterval(viewOf(state)?.phase ?? null);
  };
  while (!signal.aborted) {
    const opened = await open(signal);
    if (signal.aborted) return;
    if (typeof opened === 'string') {
      store.setState({ camera: { kind: 'fault', fault: opened } });
      await waitForCamera(reconnectDelay(failures), signal);
      failures += 1;
      continue;
    }
    using camera = opened;
    using source = openFrameSource(camera);
    // A pending read must not keep the camera on once the page goes.
    const stop = (): void => source[Symbol.dispose]();
    signal.addEventListener('abort', stop, { once: true });
    store.setState({ camera: { kind: 'open', stream: camera.stream, isDark: false } });
    bridge.cameraOpened(camera.opened);
    failures = 0;
    try {
      await runFrameLoop({ source, interval, peek, offer: bridge.offer, now }, signal);
    } catch {
      // The source's one way to fail: the camera was pulled out, or its driver gave up.
      store.setState({ camera: { kind: 'fault', fault: 'camera-lost' } });
    }
    signal.removeEventListener('abort', stop);
    await pause(reconnectDelay(0), signal);
  }
}

const now = (): number => performance.now();

/** Waits a while, or less when a camera is plugged in. */
async function waitForCamera(milliseconds: number, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  onDeviceChange(() => done.abort(), done.signal);
  await pause(milliseconds, AbortSignal.any([signal, done.signal]));
  done.abort();
}

/** Loaded only where the host said that this is a demo. */
const demoCamera =
  (store: KioskStore, landmarker: Landmarker): OpenCamera =>
  async (signal) => {
    const { openDemoCamera } = await import('#renderer/demo/demo-camera.ts');
    return openDemoCamera({ store, survey: landmarker.survey }, signal);
  };
