// Who stands before a kiosk: the best frames of the session that runs, looked at closely once it is over. Main process.

import type { Frame } from '#core/frame/index.ts';
import type { EnrolmentFrame } from '#core/identity/index.ts';
import {
  enrolmentFrameOf,
  initialState,
  type SessionEvent,
  type SessionPolicy,
  type SessionState,
} from '#core/session/index.ts';
import { createBestFrames } from './best-frames.ts';
import type { Lane } from './lane.ts';
import type { InferencePort } from './ports.ts';

export interface Subject {
  /** A frame is judged now; what comes of it is the next `frame-observed`. */
  readonly look: (frame: Frame) => void;
  readonly follow: (state: SessionState, event: SessionEvent) => void;
  /**
   * The templates of a session that has just ended, as they are enrolled and compared; once, and none of any other session. Rejects where
   * inference does. The pictures are gone then.
   */
  readonly frames: (sessionId: string, signal: AbortSignal) => Promise<readonly EnrolmentFrame[]>;
}

const CLOSELY = { landmarks: false, pad: false, embedding: true, closely: true } as const;

export function createSubject(
  inference: Pick<InferencePort, 'analyze'>,
  policy: SessionPolicy,
  lane: Lane,
): Subject {
  const best = createBestFrames(initialState, policy);
  return {
    look: best.offer,
    follow: best.follow,
    async frames(sessionId, signal) {
      const found: EnrolmentFrame[] = [];
      for (const frame of best.take(sessionId)) {
        const analysis = await lane.take(() => inference.analyze(frame, CLOSELY, signal));
        const each = enrolmentFrameOf(analysis);
        if (each !== null) found.push(each);
      }
      return found;
    },
  };
}
