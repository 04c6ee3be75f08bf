// Keeps the best frames of a session while it runs, in memory, for the one question that is asked at its end: who is it? Main process.

import type { Frame } from '#core/frame/index.ts';
import { FRAMES_KEPT, keepBest } from '#core/identity/index.ts';
import {
  recognisability,
  type SessionEvent,
  type SessionPolicy,
  type SessionState,
} from '#core/session/index.ts';

export interface BestFrames {
  /** A frame of this session is being judged; the event that comes of it is the next `frame-observed`. */
  readonly offer: (frame: Frame) => void;
  readonly follow: (state: SessionState, event: SessionEvent) => void;
  /** Of the session that ended last, the best first; they are kept no longer. Empty where another one was asked for. */
  readonly take: (sessionId: string) => readonly Frame[];
}

interface Kept {
  readonly quality: number;
  readonly frame: Frame;
}

export function createBestFrames(initial: SessionState, policy: SessionPolicy): BestFrames {
  let before = initial;
  let offered: Frame | null = null;
  let kept: readonly Kept[] = [];

  function keep(after: SessionState, event: SessionEvent): void {
    if (event.type !== 'frame-observed' || offered === null) return;
    const quality = recognisability(before, after, event.observation, policy);
    // A frame is the page's own again once it was judged.
    const copy = (frame: Frame): Frame => ({ ...frame, data: frame.data.slice() });
    if (quality !== null && isBetter(quality, kept)) {
      kept = keepBest(kept, { quality, frame: copy(offered) });
    }
    offered = null;
  }

  return {
    offer: (frame) => (offered = frame),
    follow(state, event) {
      // Another presentation, or nobody any more: what was seen before is nobody's.
      if (state.phase === 'idle' || state.phase === 'positioning') {
        kept = [];
        offered = null;
      } else keep(state, event);
      before = state;
    },
    take(sessionId) {
      if (before.phase !== 'concluded' || before.verdict.sessionId !== sessionId) return [];
      const frames = kept.map(({ frame }) => frame);
      kept = [];
      return frames;
    },
  };
}

/** Before it is copied. */
const isBetter = (quality: number, kept: readonly Kept[]): boolean =>
  kept.length < FRAMES_KEPT || kept.some((each) => quality > each.quality);
