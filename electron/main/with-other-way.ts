// A kiosk with its way in without a face: one view of both, and no session while somebody takes that way. Main process.

import type { PresentedCredential, SessionView } from '#core/protocol/index.ts';
import type { OtherWay } from '#electron/credentials/index.ts';
import type { OwnedKiosk } from '#electron/session/kiosk.ts';

export interface OpenKiosk extends OwnedKiosk {
  /** A badge or PIN; what comes of it is in the view. Ends a session that runs. */
  readonly present: (presented: PresentedCredential) => Promise<void>;
  readonly callStaff: () => Promise<void>;
}

/** `claim` begins a session of whom a badge or PIN says that they are. */
export type OpenOtherWay = (
  onChange: () => void,
  claim: (holder: string) => Promise<boolean>,
) => OtherWay;

/** Takes both over: disposing what it returns disposes them. */
export function withOtherWay(kiosk: OwnedKiosk, openOtherWay: OpenOtherWay): OpenKiosk {
  const listeners = new Set<(view: SessionView) => void>();
  const otherWay = openOtherWay(onAccess, kiosk.startAs);
  let isOperators = false;

  function view(): SessionView {
    const access = otherWay.view();
    return access === null ? kiosk.view() : { ...kiosk.view(), access };
  }

  function publish(): void {
    for (const listener of listeners) listener(view());
  }

  /** Whoever was just let in must not be taken for the next subject. */
  function onAccess(): void {
    hold();
    publish();
  }

  const hold = (): void => kiosk.attended.hold(isOperators || otherWay.view() !== null);

  const forget = kiosk.onView(publish);
  return {
    ...kiosk,
    view,
    attended: {
      ...kiosk.attended,
      hold(isHeld) {
        isOperators = isHeld;
        hold();
      },
    },
    onView(listener) {
      listeners.add(listener);
      listener(view());
      return () => listeners.delete(listener);
    },
    // An operator who sits at the kiosk is not pushed aside.
    present: async (presented) => (isOperators ? undefined : otherWay.present(presented)),
    callStaff: async () => (isOperators ? undefined : otherWay.callStaff()),
    cancel() {
      otherWay.dismiss();
      kiosk.cancel();
    },
    async [Symbol.asyncDispose]() {
      forget();
      listeners.clear();
      await otherWay[Symbol.asyncDispose]();
      await kiosk[Symbol.asyncDispose]();
    },
  };
}
