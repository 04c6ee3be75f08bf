// Who goes first where a kiosk serves the API as well: whoever stands before its camera. Main process of either host.

import type { SessionView } from '#core/protocol/index.ts';
import type { Kiosk } from '#electron/session/kiosk.ts';

export interface Precedence {
  /** A session of the kiosk runs: nothing new is begun for anybody else. */
  readonly isTaken: () => boolean;
  /** Resolves when none runs. */
  readonly whenFree: () => Promise<void>;
}

export function precedenceOf({ view, onView }: Pick<Kiosk, 'view' | 'onView'>): Precedence {
  return {
    isTaken: () => isRunning(view()),
    async whenFree() {
      if (!isRunning(view())) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const forget = onView((next) => {
        if (!isRunning(next)) resolve();
      });
      await promise;
      forget();
    },
  };
}

const isRunning = ({ phase }: SessionView): boolean =>
  phase === 'positioning' || phase === 'passive' || phase === 'active';
