// Brings a camera into the mode that was measured to serve best: a second for each that has to be tried, and then remembered. Renderer.

import {
  CAMERA_MODES,
  chooseMode,
  isSmooth,
  type CameraMode,
  type ModeTrial,
} from '#core/camera/index.ts';
import { constraintsOf, type Camera } from './camera.ts';
import { openFrameSource } from './open-frame-source.ts';
import { pause } from './pause.ts';

const TRIAL_MS = 1000;
/** A camera that was just opened, or changed, first sets its exposure. */
const SETTLING_MS = 300;

/** The first one again at the end: a page that has just begun has much to do, which is not the camera's fault. */
const ORDER = [...CAMERA_MODES, CAMERA_MODES[0]];

export async function settleMode(camera: Camera, signal: AbortSignal): Promise<void> {
  const remembered = recall(camera);
  if (remembered !== null) return bring(camera, remembered);
  const trials: ModeTrial[] = [];
  for (const mode of ORDER) {
    // It was opened in the first one.
    if (trials.length > 0) await bring(camera, mode);
    await pause(SETTLING_MS, signal);
    const framesPerSecond = await measure(camera, signal);
    if (signal.aborted) return;
    trials.push({ mode, framesPerSecond });
    // The others have to be better than this one, not merely good in a second in which it had a busy machine.
    if (mode === CAMERA_MODES[0] && isSmooth({ mode, framesPerSecond })) {
      await bring(camera, mode);
      return remember(camera, mode);
    }
  }
  // Not remembered: by daylight the same camera may do better.
  const chosen = chooseMode(trials);
  if (chosen !== null) await bring(camera, chosen);
}

/** Frames a second that reach the page when it takes as many as it can. */
async function measure(camera: Camera, signal: AbortSignal): Promise<number> {
  using source = openFrameSource(camera);
  const over = AbortSignal.any([signal, AbortSignal.timeout(TRIAL_MS)]);
  const began = performance.now();
  let frames = 0;
  const count = async (): Promise<void> => {
    while (!over.aborted) {
      await source.take();
      frames += 1;
    }
  };
  // A camera that ends, or gives nothing, is found out by whoever reads it next.
  await Promise.race([count().catch(() => undefined), pause(TRIAL_MS, over)]);
  return (frames * 1000) / (performance.now() - began);
}

/** A camera that cannot do it stays as it is. */
async function bring({ track }: Camera, mode: CameraMode): Promise<void> {
  const { width, height } = track.getSettings();
  if (width === mode.width && height === mode.height) return;
  await track.applyConstraints(constraintsOf(mode)).catch(() => undefined);
}

const KEY = 'camera-mode';

/** By device: another one is measured anew. Nothing is remembered where the page may keep nothing. */
function recall(camera: Camera): CameraMode | null {
  try {
    const kept = localStorage.getItem(`${KEY} ${camera.opened.deviceId}`);
    return CAMERA_MODES.find((mode) => nameOf(mode) === kept) ?? null;
  } catch {
    return null;
  }
}

function remember(camera: Camera, mode: CameraMode): void {
  try {
    localStorage.setItem(`${KEY} ${camera.opened.deviceId}`, nameOf(mode));
  } catch {
    // Measured again the next time.
  }
}

const nameOf = ({ width, height, frameRate }: CameraMode): string =>
  `${width}x${height}@${frameRate}`;
