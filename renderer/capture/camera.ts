// Opens this machine's camera, and says which it is. Renderer.

import type { OpenedCamera } from '#core/camera/index.ts';
import { MAX_CAMERA_WORD } from '#core/protocol/index.ts';

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
  /** What the browser says of the device, for the main side to judge. */
  readonly opened: OpenedCamera;
}

export type OpenCamera = (signal: AbortSignal) => Promise<Camera | CameraFault>;

/** What inference works on; a browser scales a larger picture down itself. */
export const CAMERA_SIZE = { width: 640, height: 480 } as const;
const CAMERA_FPS = 30;

const CONSTRAINTS: MediaStreamConstraints = {
  audio: false,
  video: {
    width: { ideal: CAMERA_SIZE.width },
    height: { ideal: CAMERA_SIZE.height },
    frameRate: { ideal: CAMERA_FPS },
    facingMode: { ideal: 'user' },
  },
};

export const openCamera: OpenCamera = async (signal) => {
  const devices = mediaDevices();
  if (devices === null) return 'camera-missing';
  try {
    const camera = cameraOf(await devices.getUserMedia(CONSTRAINTS));
    // Whoever gave up waiting will not dispose what comes late.
    if (signal.aborted) camera[Symbol.dispose]();
    return camera;
  } catch (cause) {
    return faultOf(cause);
  }
};

/** Wraps a stream that has one picture track. */
export function cameraOf(stream: MediaStream): Camera {
  const [track] = stream.getVideoTracks();
  if (track === undefined) throw new Error('the stream has no picture');
  return {
    stream,
    track,
    opened: openedCamera(track),
    [Symbol.dispose]: () => stream.getTracks().forEach((one) => one.stop()),
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
