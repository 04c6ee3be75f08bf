// The page's side of the landmarker worker: as many looks as the moment is worth, fewer on a busy machine, none queued. Renderer.

import type { OfferedFrame } from '#core/protocol/index.ts';
import type {
  FaceMesh,
  FaceReading,
  FromLandmarker,
  Pixels,
  ToLandmarker,
} from './landmarker-messages.ts';

export interface Landmarker extends Disposable {
  /** Looks at a copy of the frame, unless one is being looked at or the last look is fresh enough. */
  readonly look: (frame: OfferedFrame, pace: Pace) => void;
  /** The mesh of one picture; null where it shows no face. Rejects when MediaPipe could not be loaded. */
  readonly survey: (picture: Pixels) => Promise<FaceMesh | null>;
}

/** `prompted`: somebody is moving and watches how far they have come. */
export type Pace = 'calm' | 'prompted';

/** Judging comes first: a look is followed by a rest so many times as long. */
const PACES: Readonly<
  Record<Pace, { readonly betweenLooksMs: number; readonly restPerLook: number }>
> = {
  calm: { betweenLooksMs: 100, restPerLook: 4 },
  prompted: { betweenLooksMs: 50, restPerLook: 1 },
};
/** A look that takes longer (30 to 40 ms are usual on a small machine) says that the machine has enough to do. */
const BUSY_MS = 60;

/** Without MediaPipe `onFace` is never called: the kiosk then guides by the main side's hints alone. */
export function createLandmarker(onFace: (face: FaceReading | null) => void): Landmarker {
  const worker = new Worker(new URL('./landmarker.worker.ts', import.meta.url), { type: 'module' });
  const ready = Promise.withResolvers<void>();
  // A page without a demo camera never awaits it, and works without it.
  ready.promise.catch(() => undefined);
  let mesh: PromiseWithResolvers<FaceMesh | null> | null = null;
  let state: 'loading' | 'free' | 'looking' | 'failed' = 'loading';
  let lookedAt = -Infinity;
  let lookTook = 0;
  let spare: ArrayBuffer | null = null;

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
        lookTook = performance.now() - lookedAt;
        spare = data.spare;
        return onFace(data.face);
      case 'mesh':
        state = 'free';
        mesh?.resolve(data.mesh);
        mesh = null;
    }
  });

  return {
    look({ width, height, data }, pace) {
      const { betweenLooksMs, restPerLook } = PACES[lookTook > BUSY_MS ? 'calm' : pace];
      const at = performance.now();
      const isFresh = at < lookedAt + Math.max(betweenLooksMs, lookTook * (1 + restPerLook));
      if (state !== 'free' || isFresh) return;
      state = 'looking';
      lookedAt = at;
      const copy = new Uint8ClampedArray(
        spare?.byteLength === data.byteLength ? spare : new ArrayBuffer(data.byteLength),
      );
      spare = null;
      copy.set(data);
      tell({ type: 'look', at, picture: { width, height, data: copy } });
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
