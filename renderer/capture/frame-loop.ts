// Takes frames and offers them, one in flight, at the pace of the phase. Renderer.

import type { OfferedFrame } from '#core/protocol/index.ts';
import type { FrameSource } from './frame-source.ts';
import { pause } from './pause.ts';

export interface FrameLoop {
  readonly source: FrameSource;
  /** Milliseconds between two frames; null while none is wanted. Asked before each. */
  readonly interval: () => number | null;
  /** Sees every frame before it is offered, and must not keep the thread. */
  readonly peek: (frame: OfferedFrame) => void;
  /** Resolves with the credit for the next frame. */
  readonly offer: (frame: OfferedFrame) => Promise<void>;
  readonly now: () => number;
}

/** How often to look whether frames are wanted again, and how long a lost frame keeps the loop quiet. */
const RESTING_MS = 250;

/** Runs until the signal fires; rejects when the source ends. */
export async function runFrameLoop(loop: FrameLoop, signal: AbortSignal): Promise<void> {
  let due = loop.now();
  while (!signal.aborted) {
    const interval = loop.interval();
    if (interval === null) {
      await pause(RESTING_MS, signal);
      continue;
    }
    await pause(due - loop.now(), signal);
    const frame = await loop.source.take();
    due = loop.now() + interval;
    if (signal.aborted) return;
    loop.peek(frame);
    try {
      await loop.offer(frame);
    } catch {
      // The frame is lost, not the session: whether the host is gone, the bridge says on its own.
      await pause(RESTING_MS, signal);
    }
  }
}
