// Opens this machine's camera. Renderer.

/** Why there is no camera. */
export type CameraFault = 'camera-missing' | 'camera-refused' | 'camera-busy' | 'camera-lost';

/** An open camera. Disposing it stops its tracks, so that its light goes out. */
export interface Camera extends Disposable {
  readonly stream: MediaStream;
  readonly track: MediaStreamTrack;
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
    [Symbol.dispose]: () => stream.getTracks().forEach((one) => one.stop()),
  };
}

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
      return 'camera-refused';
    case 'NotReadableError':
    case 'AbortError':
      return 'camera-busy';
    default:
      return 'camera-missing';
  }
}
