// One session over frames that a client streams as they are taken: the kiosk's own, with no door to open. Main process of the API.

import { ms, type Frame } from '#core/frame/index.ts';
import type { SessionMessage } from '#core/protocol/index.ts';
import { createKiosk } from './kiosk.ts';
import type { KioskOptions } from './kiosk-options.ts';
import { policySha256 } from './policy-hash.ts';

export interface StreamedOptions extends Pick<
  KioskOptions,
  'policy' | 'clock' | 'log' | 'inference' | 'models' | 'pick' | 'onFault'
> {
  readonly sessionId: string;
  /** The last one is `final_result`, always. */
  readonly onMessage: (message: SessionMessage) => void;
}

export interface StreamedSession extends AsyncDisposable {
  /** Judges one frame; resolves when the next may come. `takenAtMs` is the client's time, or null where it says none. */
  readonly offer: (picture: Omit<Frame, 'capturedAt'>, takenAtMs: number | null) => Promise<void>;
  /** Ends it in non-response, with its final result. */
  readonly cancel: () => void;
}

/** Begins at once: whoever never sends a frame runs into the first deadline. Disposing it ends it. */
export function openStreamedSession(options: StreamedOptions): StreamedSession {
  const { policy, clock, sessionId, onMessage } = options;
  let isOver = false;
  const kiosk = createKiosk({
    ...options,
    policySha256: policySha256(policy),
    host: 'api',
    door: null,
    newSessionId: () => sessionId,
    // Nobody can say what is behind a stream; the log does not take it for a camera.
    judgeCamera: () => ({ kind: 'accepted', camera: { label: 'streamed', virtual: true } }),
    fault: () => null,
    demo: false,
    calibrationSha256: null,
    onMessage(message) {
      // One session and no more: a face that stays would wake the next.
      if (isOver) return;
      isOver = message.type === 'final_result';
      onMessage(message);
    },
  });
  kiosk.useCamera(NO_CAMERA);
  kiosk.start();
  return {
    async offer(picture, takenAtMs) {
      if (isOver) return;
      const capturedAt = clock();
      await kiosk.offer({
        frame: { ...picture, capturedAt: ms(capturedAt) },
        takenAtMs: takenAtMs ?? Math.round(capturedAt) % 2 ** 32,
      });
    },
    cancel: kiosk.cancel,
    [Symbol.asyncDispose]: () => kiosk[Symbol.asyncDispose](),
  };
}

const NO_CAMERA = {
  label: 'streamed',
  deviceId: '',
  groupId: '',
  width: null,
  height: null,
  frameRate: null,
  facingMode: null,
};
