// Frames from a worker that reads the camera's track: no drawing, and the page's thread stays free. Renderer.

import type { OfferedFrame } from '#core/protocol/index.ts';
import type { FromFrameWorker, ToFrameWorker } from './frame-messages.ts';
import { CameraEnded, type FrameSource } from './frame-source.ts';

export function createTrackSource(frames: ReadableStream<VideoFrame>): FrameSource {
  const worker = new Worker(new URL('./frame.worker.ts', import.meta.url), { type: 'module' });
  const tell = (message: ToFrameWorker, transfer: Transferable[] = []): void =>
    worker.postMessage(message, transfer);
  let waiting: PromiseWithResolvers<OfferedFrame> | null = null;
  let end: Error | null = null;
  let last: ArrayBuffer | null = null;

  worker.addEventListener('message', ({ data }: MessageEvent<FromFrameWorker>) => {
    if (data.type === 'ended') return finish('the camera stopped');
    const { width, height, pixels, takenAtMs } = data;
    last = pixels;
    waiting?.resolve({ width, height, data: new Uint8Array(pixels), takenAtMs });
    waiting = null;
  });
  worker.addEventListener('error', (event) => finish(event.message));
  tell({ type: 'open', frames }, [frames]);

  function finish(reason: string): void {
    end ??= new CameraEnded(reason);
    waiting?.reject(end);
    waiting = null;
  }

  return {
    take() {
      if (end !== null) return Promise.reject(end);
      waiting ??= Promise.withResolvers<OfferedFrame>();
      tell({ type: 'take', spare: last }, last === null ? [] : [last]);
      last = null;
      return waiting.promise;
    },
    [Symbol.dispose]() {
      finish('the frame source was closed');
      worker.terminate();
    },
  };
}
