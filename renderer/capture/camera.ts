// Opens this machine's camera, and says which it is. Renderer.

import {
  CAMERA_MODES,
  findPinned,
  type CameraMode,
  type OpenedCamera,
  type PinnedCamera,
} from '#core/camera/index.ts';
import { MAX_CAMERA_WORD } from '#core/protocol/index.ts';
import { CameraStuck } from './frame-source.ts';

/** Why there is no camera, or none that shows anything. */
export type CameraFault =
  | 'camera-missing'
  | 'camera-forbidden'
  | 'camera-busy'
  | 'camera-lost'
  /** Nothing but black: a lens cap, a shutter, a hand. */
  | 'camera-covered'
  /** One and the same picture, or none at all. */
  | 'camera-frozen';

/** An open camera. Disposing it stops its tracks, so that its light goes out. */
export interface Camera extends Disposable {
  readonly stream: MediaStream;
  readonly track: MediaStreamTrack;
  /** What the browser says of the device now, for the main side to judge. */
  readonly opened: OpenedCamera;
}

export type OpenCamera = (signal: AbortSignal) => Promise<Camera | CameraFault>;

/** What inference works on unless the camera is measured to do better at another size. */
export const [CAMERA_SIZE] = CAMERA_MODES;

/** Opens the operator's camera where it is there, and else any: the main side then says that it is the wrong one. */
export async function openCamera(
  pinned: PinnedCamera | null,
  signal: AbortSignal,
): Promise<Camera | CameraFault> {
  const devices = mediaDevices();
  if (devices === null) return 'camera-missing';
  try {
    const first = await openDevice(devices, pinned && (await deviceOf(devices, pinned)), signal);
    if (pinned === null || first.opened.label === pinned.label) return first;
    // A browser names its cameras only once one was opened.
    const wanted = await deviceOf(devices, pinned);
    if (wanted === null) return first;
    first[Symbol.dispose]();
    return await openDevice(devices, wanted, signal);
  } catch (cause) {
    return faultOf(cause);
  }
}

const deviceOf = async (devices: MediaDevices, pinned: PinnedCamera): Promise<string | null> =>
  findPinned(
    (await devices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput'),
    pinned,
  );

async function openDevice(
  devices: MediaDevices,
  deviceId: string | null,
  signal: AbortSignal,
): Promise<Camera> {
  const which =
    deviceId === null ? { facingMode: { ideal: 'user' } } : { deviceId: { exact: deviceId } };
  const video = { ...constraintsOf(CAMERA_SIZE), ...which };
  const camera = cameraOf(await inTime(devices.getUserMedia({ audio: false, video })));
  // Whoever gave up waiting will not dispose what comes late.
  if (signal.aborted) camera[Symbol.dispose]();
  return camera;
}

/** A driver that hangs answers neither yes nor no. */
const ANSWER_MS = 20_000;

/** What comes later is let go at once. */
async function inTime(asked: Promise<MediaStream>): Promise<MediaStream> {
  const late = Promise.withResolvers<never>();
  const stuck = new CameraStuck('the camera is not opened');
  const timer = setTimeout(() => late.reject(stuck), ANSWER_MS);
  try {
    return await Promise.race([asked, late.promise]);
  } catch (cause) {
    asked.then(stop, () => undefined);
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

const stop = (stream: MediaStream): void => stream.getTracks().forEach((one) => one.stop());

export const constraintsOf = ({ width, height, frameRate }: CameraMode): MediaTrackConstraints => ({
  width: { ideal: width },
  height: { ideal: height },
  frameRate: { ideal: frameRate },
});

/** Wraps a stream that has one picture track. */
export function cameraOf(stream: MediaStream): Camera {
  const [track] = stream.getVideoTracks();
  if (track === undefined) throw new Error('the stream has no picture');
  return {
    stream,
    track,
    // As it is now: its size may have been changed since.
    get opened() {
      return openedCamera(track);
    },
    [Symbol.dispose]: () => stop(stream),
  };
}

function openedCamera(track: MediaStreamTrack): OpenedCamera {
  const { deviceId, groupId, width, height, frameRate, facingMode } = track.getSettings();
  return {
    label: word(track.label),
    deviceId: word(deviceId ?? ''),
    groupId: word(groupId ?? ''),
    width: width ?? null,
    height: height ?? null,
    frameRate: frameRate ?? null,
    facingMode: facingMode === undefined ? null : word(facingMode),
  };
}

const word = (text: string): string => text.slice(0, MAX_CAMERA_WORD);

/** Calls when a camera was plugged in or out. */
export function onDeviceChange(listener: () => void, signal: AbortSignal): void {
  mediaDevices()?.addEventListener('devicechange', listener, { signal });
}

/** Absent outside a secure context, whatever the types say. */
function mediaDevices(): MediaDevices | null {
  return 'mediaDevices' in navigator ? navigator.mediaDevices : null;
}

function faultOf(cause: unknown): CameraFault {
  if (cause instanceof CameraStuck) return 'camera-frozen';
  switch (cause instanceof DOMException ? cause.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'camera-forbidden';
    case 'NotReadableError':
    case 'AbortError':
      return 'camera-busy';
    default:
      return 'camera-missing';
  }
}
