// The page's one connection to the main side, whichever host it runs in. Renderer.

import type { OpenedCamera } from '#core/camera/index.ts';
import { sessionView, type OfferedFrame, type SessionView } from '#core/protocol/index.ts';

/** What the main side tells the page. */
export type HostNews =
  | { readonly type: 'view'; readonly view: SessionView }
  /** A view that this page cannot read: it was built for another version of the protocol. */
  | { readonly type: 'unreadable' }
  | { readonly type: 'down' };

export interface Bridge extends Disposable {
  readonly start: () => void;
  readonly cancel: () => void;
  /** The page has something to show. */
  readonly alive: () => void;
  /** Says which camera the frames that follow come from; a host that comes back is told again. */
  readonly cameraOpened: (camera: OpenedCamera) => void;
  /** Offers one frame; resolves with the credit for the next, rejects when the frame was lost. */
  readonly offer: (frame: OfferedFrame) => Promise<void>;
}

export type HostListener = (news: HostNews) => void;

/** Every view is parsed here, at the edge; inside the page it is trusted. */
export function readView(view: unknown): HostNews {
  const parsed = sessionView.safeParse(view);
  return parsed.success ? { type: 'view', view: parsed.data } : { type: 'unreadable' };
}
