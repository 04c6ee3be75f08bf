// The kiosk as a page's host sees it, whichever kiosk stands behind it: there is another once settings have changed. Main process.

import type { OpenedCamera } from '#core/camera/index.ts';
import { PROTOCOL_VERSION, type SessionView } from '#core/protocol/index.ts';
import type { OperatorConsole } from '#electron/operator/console.ts';
import type { Kiosk } from '#electron/session/kiosk.ts';
import type { OpenKiosk } from './with-other-way.ts';

export interface StandingKiosk {
  readonly kiosk: PageKiosk;
  /** Null while the next one is composed: the page is told that the kiosk starts. */
  readonly stand: (kiosk: OpenKiosk | null) => void;
}

/** Its life is its owner's. */
export type PageKiosk = Omit<Kiosk, typeof Symbol.asyncDispose> &
  Pick<OpenKiosk, 'present' | 'callStaff'>;

/** A page that goes takes its session with it: nobody can see the prompts any more. */
export function pageGone(
  kiosk: Pick<PageKiosk, 'cancel' | 'useCamera'>,
  operator: Pick<OperatorConsole, 'leave'>,
): void {
  kiosk.cancel();
  kiosk.useCamera(null);
  operator.leave();
}

export function createStandingKiosk(demo: boolean): StandingKiosk {
  const listeners = new Set<(view: SessionView) => void>();
  let current: OpenKiosk | null = null;
  let camera: OpenedCamera | null = null;
  let forget: () => void = () => undefined;

  const view = (): SessionView =>
    current?.view() ?? { version: PROTOCOL_VERSION, demo, phase: 'starting' };
  const show = (next: SessionView): void => {
    for (const listener of listeners) listener(next);
  };

  return {
    stand(kiosk) {
      forget();
      forget = () => undefined;
      current = kiosk;
      if (kiosk === null) return show(view());
      // The page has told its camera once, to the kiosk before.
      if (camera !== null) kiosk.useCamera(camera);
      forget = kiosk.onView(show);
    },
    kiosk: {
      view,
      onView(listener) {
        listeners.add(listener);
        listener(view());
        return () => listeners.delete(listener);
      },
      start: () => current?.start(),
      cancel: () => current?.cancel(),
      present: async (presented) => current?.present(presented),
      callStaff: async () => current?.callStaff(),
      moreTime: () => current?.moreTime(),
      useCamera(opened) {
        camera = opened;
        current?.useCamera(opened);
      },
      offer: async (frame) => current?.offer(frame),
    },
  };
}
