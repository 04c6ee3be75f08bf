// The kiosk as its hosts see it: frames and requests in, views out. Main process.

import type { Frame } from '#core/frame/index.ts';
import type { SessionView } from '#core/protocol/index.ts';

/** One kiosk: one camera, one door, one session at a time. Disposing it ends a running session in non-response. */
export interface Kiosk extends AsyncDisposable {
  readonly view: () => SessionView;
  /** Called at once with the present view, then on every change. Returns its undo. */
  readonly onView: (listener: (view: SessionView) => void) => () => void;
  readonly start: () => void;
  readonly cancel: () => void;
  /** Judges one frame. Resolves when the next may come (the credit); a frame offered while one is in flight is dropped. */
  readonly offer: (frame: Frame) => Promise<void>;
}
