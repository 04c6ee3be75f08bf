// Frames by way of a video element and a canvas, for browsers that do not hand out a track's frames. Renderer.

import type { OfferedFrame } from '#core/protocol/index.ts';
import type { Camera } from './camera.ts';
import { CameraEnded, type FrameSource } from './frame-source.ts';
import { wholeMilliseconds } from './taken-at.ts';

export function createCanvasSource({ stream, track }: Camera): FrameSource {
  const closed = new AbortController();
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  const playing = video.play();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });

  const end = (): void => closed.abort();
  track.addEventListener('ended', end, { signal: closed.signal });

  function grab(takenAtMs: number): OfferedFrame {
    if (context === null) throw new CameraEnded('no canvas to read frames with');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    context.drawImage(video, 0, 0);
    const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { width, height, data: new Uint8Array(data.buffer), takenAtMs };
  }

  return {
    async take() {
      await playing;
      const { promise, resolve, reject } = Promise.withResolvers<OfferedFrame>();
      const stop = (): void => reject(new CameraEnded('the camera stopped'));
      if (closed.signal.aborted) stop();
      closed.signal.addEventListener('abort', stop, { once: true });
      video.requestVideoFrameCallback((now, { captureTime }) => {
        closed.signal.removeEventListener('abort', stop);
        if (!closed.signal.aborted) resolve(grab(wholeMilliseconds(captureTime ?? now)));
      });
      return promise;
    },
    [Symbol.dispose]() {
      end();
      video.srcObject = null;
    },
  };
}
