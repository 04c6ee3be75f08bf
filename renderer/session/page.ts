// Joins the page's parts: connection, camera, frame loop, instant feedback. React only shows what comes of it. Renderer.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BootSettings } from '#core/protocol/index.ts';
import { openCamera, type OpenCamera } from '#renderer/capture/camera.ts';
import { guidanceAfter, NO_GUIDANCE, type Guidance } from '#renderer/capture/guidance.ts';
import type { FaceReading } from '#renderer/capture/landmarker-messages.ts';
import { createLandmarker, type Landmarker } from '#renderer/capture/landmarker.ts';
import { settleMode } from '#renderer/capture/settle-mode.ts';
import { createSpeaker } from '#renderer/speech/speaker.ts';
import { createSpeech, type Speech } from '#renderer/speech/speech.ts';
import type { Bridge, OperatorBridge } from './bridge.ts';
import { createSubjectChoice, type SubjectChoice } from './choice.ts';
import { connectBridge, fetchBootSettings } from './connect.ts';
import { watchLateness } from './lateness.ts';
import { runCamera } from './run-camera.ts';
import { isSameScreen, screenOf, type Screen } from './screen.ts';
import { createKioskStore, hostAfter, viewOf, type KioskStore } from './store.ts';

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
  const lateness = watchLateness(store);
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
  const open = boot.demo ? demoCamera(store, landmarker) : realCamera(boot);
  const isWatched = !boot.demo;
  void runCamera({ open, store, bridge, landmarker, isWatched }, closing.signal);

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
      lateness[Symbol.dispose]();
      speech[Symbol.dispose]();
      choice[Symbol.dispose]();
      landmarker[Symbol.dispose]();
      bridge[Symbol.dispose]();
    },
  };
}

const now = (): number => performance.now();

/** Asked anew each time: the operator may have chosen another meanwhile. */
const realCamera =
  (boot: BootSettings): OpenCamera =>
  async (signal) => {
    const { camera: pinned = null } = await fetchBootSettings(signal).catch(() => boot);
    const camera = await openCamera(pinned, signal);
    // One that cannot be measured stays as it was opened.
    if (typeof camera !== 'string') await settleMode(camera, signal).catch(() => undefined);
    return camera;
  };

/** Loaded only where the host said that this is a demo. */
const demoCamera =
  (store: KioskStore, landmarker: Landmarker): OpenCamera =>
  async (signal) => {
    const { openDemoCamera } = await import('#renderer/demo/demo-camera.ts');
    return openDemoCamera({ store, survey: landmarker.survey }, signal);
  };
