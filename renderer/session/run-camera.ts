// Keeps a camera open and read for as long as the page lives: what goes wrong with it is said, and tried again. Renderer.
// Its tracks are stopped on every way out of here.

import {
  pictureState,
  samplePicture,
  unfrozen,
  watchPicture,
  type PictureState,
  type PictureWatch,
} from '#core/camera/index.ts';
import { ms } from '#core/frame/index.ts';
import type { OfferedFrame } from '#core/protocol/index.ts';
import { onDeviceChange, type CameraFault, type OpenCamera } from '#renderer/capture/camera.ts';
import { runFrameLoop } from '#renderer/capture/frame-loop.ts';
import { CameraStuck, type FrameSource } from '#renderer/capture/frame-source.ts';
import type { Landmarker } from '#renderer/capture/landmarker.ts';
import { openFrameSource } from '#renderer/capture/open-frame-source.ts';
import { frameInterval } from '#renderer/capture/pacing.ts';
import { pause } from '#renderer/capture/pause.ts';
import { reconnectDelay } from './back-off.ts';
import type { Bridge } from './bridge.ts';
import { actionOf, isCapturing, viewOf, type CameraState, type KioskStore } from './store.ts';

export interface CameraRun {
  readonly open: OpenCamera;
  readonly store: KioskStore;
  readonly bridge: Pick<Bridge, 'cameraOpened' | 'offer'>;
  readonly landmarker: Pick<Landmarker, 'look'>;
  /** A demo's camera is no camera: whether its picture stands still is for the main side to find out. */
  readonly isWatched: boolean;
}

/** How often the picture is looked at, and how long a camera may give none. */
const LOOK_MS = 200;
const STALLED_MS = 5000;
/** How long a camera that the main side refused is kept before another is looked for: the operator may have chosen one. */
const REFUSED_MS = 5000;

export async function runCamera(run: CameraRun, signal: AbortSignal): Promise<void> {
  const { open, store } = run;
  let failures = 0;
  let watch: PictureWatch | null = null;
  while (!signal.aborted) {
    const opened = await open(signal);
    if (typeof opened === 'string') {
      store.setState({ camera: { kind: 'fault', fault: opened } });
      await waitForCamera(reconnectDelay(failures), signal);
      failures += 1;
      continue;
    }
    using camera = opened;
    if (signal.aborted) return;
    const reading: Reading = { stream: camera.stream, watch };
    const fault = await readCamera(run, camera, reading, signal);
    // What stood still is held against what comes next; what was unplugged is not.
    watch = fault === 'camera-frozen' ? reading.watch : null;
    failures = fault === 'camera-frozen' ? failures + 1 : 0;
    if (fault !== null) store.setState({ camera: { kind: 'fault', fault } });
    camera[Symbol.dispose]();
    await pause(reconnectDelay(failures), signal);
  }
}

interface Reading {
  readonly stream: MediaStream;
  watch: PictureWatch | null;
}

/** Resolves when the camera has to be opened again; with what is wrong with it, if anything. */
async function readCamera(
  { store, bridge, landmarker, isWatched }: CameraRun,
  camera: Parameters<typeof openFrameSource>[0],
  reading: Reading,
  signal: AbortSignal,
): Promise<CameraFault | null> {
  let lookedAt = -Infinity;
  let refusedSince: number | null = null;

  const interval = (): number | null => {
    const state = store.getState();
    const view = viewOf(state);
    const isRefused = view?.phase === 'not-ready' && view.fault === 'camera-refused';
    refusedSince = isRefused ? (refusedSince ?? now()) : null;
    if (refusedSince !== null && now() - refusedSince > REFUSED_MS) throw new CameraRefused();
    return state.isHeld ? null : frameInterval(view?.phase ?? null);
  };
  const peek = (frame: OfferedFrame): void => {
    const state = store.getState();
    if (isCapturing(state)) landmarker.look(frame, actionOf(state) === null ? 'calm' : 'prompted');
    if (!isWatched || now() - lookedAt < LOOK_MS) return;
    lookedAt = now();
    const seen = watchPicture(reading.watch, samplePicture(frame), ms(now()));
    // In a session a picture that stands still is evidence, and the main side's to judge.
    reading.watch = isCapturing(state) ? unfrozen(seen) : seen;
    const picture = pictureState(reading.watch);
    show(store, cameraState(picture, reading.stream));
    if (picture === 'frozen') throw new CameraStuck('the picture stands still');
  };

  try {
    using source = openFrameSource(camera);
    // A pending read must not keep the camera on once the page goes.
    using _stop = onAbort(signal, () => source[Symbol.dispose]());
    if (reading.watch === null) show(store, cameraState('fine', reading.stream));
    bridge.cameraOpened(camera.opened);
    await runFrameLoop(
      { source: timely(source), interval, peek, offer: bridge.offer, now },
      signal,
    );
    return null;
  } catch (cause) {
    if (cause instanceof CameraRefused) return null;
    // Else the camera was pulled out, or its driver gave up.
    return cause instanceof CameraStuck ? 'camera-frozen' : 'camera-lost';
  }
}

/** The main side refused it. */
class CameraRefused extends Error {
  override readonly name = 'CameraRefused';
}

function cameraState(picture: PictureState, stream: MediaStream): CameraState {
  switch (picture) {
    case 'black':
      return { kind: 'fault', fault: 'camera-covered' };
    case 'frozen':
      return { kind: 'fault', fault: 'camera-frozen' };
    case 'dark':
    case 'fine':
      return { kind: 'open', stream, isDark: picture === 'dark' };
  }
}

/** Nothing is rendered anew for what is said already. */
function show(store: KioskStore, next: CameraState): void {
  const before = store.getState().camera;
  const isSame =
    before.kind === 'open' && next.kind === 'open'
      ? before.stream === next.stream && before.isDark === next.isDark
      : before.kind === 'fault' && next.kind === 'fault' && before.fault === next.fault;
  if (!isSame) store.setState({ camera: next });
}

/** A source that gives nothing for too long is stuck. One that is closed while it is read rejects by itself. */
const timely = (source: FrameSource): FrameSource => ({
  async take() {
    const stalled = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => stalled.reject(new CameraStuck('the camera gives no frames')),
      STALLED_MS,
    );
    try {
      return await Promise.race([source.take(), stalled.promise]);
    } finally {
      clearTimeout(timer);
    }
  },
  [Symbol.dispose]: () => source[Symbol.dispose](),
});

function onAbort(signal: AbortSignal, stop: () => void): Disposable {
  signal.addEventListener('abort', stop, { once: true });
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', stop) };
}

const now = (): number => performance.now();

/** Waits a while, or less when a camera is plugged in. */
async function waitForCamera(milliseconds: number, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  onDeviceChange(() => done.abort(), done.signal);
  await pause(milliseconds, AbortSignal.any([signal, done.signal]));
  done.abort();
}
