// The page's side of the landmarker worker: at most ten looks a second, fewer on a busy machine, none queued. Renderer.

import type { OfferedFrame } from '#core/protocol/index.ts';
import type {
  FaceMesh,
  FaceReading,
  FromLandmarker,
  Pixels,
  ToLandmarker,
} from './landmarker-messages.ts';

export interface Landmarker extends Disposable {
  /** Looks at a copy of the frame, unless one is being looked at or the last look is fresh. */
  readonly look: (frame: OfferedFrame) => void;
  /** The mesh of one picture; null where it shows no face. Rejects when MediaPipe could not be loaded. */
  readonly survey: (picture: Pixels) => Promise<FaceMesh | null>;
}

const BETWEEN_LOOKS_MS = 100;
/** On a machine that is busy judging, feedback gives way: a look that took long is followed by a rest four times as long. */
const REST_PER_LOOK = 4;

/** Without MediaPipe `onFace` is never called: the kiosk then guides by the main side's hints alone. */
export function createLandmarker(onFace: (face: FaceReading | null) => void): Landmarker {
  const worker = new Worker(new URL('./landmarker.worker.ts', import.meta.url), { type: 'module' });
  const ready = Promise.withResolvers<void>();
  // A page without a demo camera never awaits it, and works without it.
  ready.promise.catch(() => undefined);
  let mesh: PromiseWithResolvers<FaceMesh | null> | null = null;
  let state: 'loading' | 'free' | 'looking' | 'failed' = 'loading';
  let nextLookAt = 0;
  let lookedAt = 0;

  const tell = (message: ToLandmarker): void =>
    worker.postMessage(message, [message.picture.data.buffer]);
  const fail = (message: string): void => {
    state = 'failed';
    ready.reject(new Error(`face landmarks: ${message}`));
    mesh?.reject(new Error(`face landmarks: ${message}`));
  };
  worker.addEventListener('error', (event) => fail(event.message));
  worker.addEventListener('message', ({ data }: MessageEvent<FromLandmarker>) => {
    switch (data.type) {
      case 'ready':
        state = 'free';
        return ready.resolve();
      case 'failed':
        return fail(data.message);
      case 'face':
        state = 'free';
        nextLookAt =
          lookedAt + Math.max(BETWEEN_LOOKS_MS, tookSince(lookedAt) * (1 + REST_PER_LOOK));
        return onFace(data.face);
      case 'mesh':
        state = 'free';
        mesh?.resolve(data.mesh);
        mesh = null;
    }
  });

  return {
    look({ width, height, data }) {
      const at = performance.now();
      if (state !== 'free' || at < nextLookAt) return;
      state = 'looking';
      lookedAt = at;
      tell({ type: 'look', at, picture: { width, height, data: new Uint8ClampedArray(data) } });
    },
    async survey(picture) {
      await ready.promise;
      mesh ??= Promise.withResolvers<FaceMesh | null>();
      state = 'looking';
      tell({ type: 'survey', at: performance.now(), picture });
      return mesh.promise;
    },
    [Symbol.dispose]() {
      fail('the page was closed');
      worker.terminate();
    },
  };
}

const tookSince = (start: number): number => performance.now() - start;
