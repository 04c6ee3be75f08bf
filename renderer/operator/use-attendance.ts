// Notices whether somebody is at the console: who reads it without asking anything stays signed in, an empty desk does not. Renderer.

import { useEffect } from 'react';
import { isSignedIn } from './desk.ts';
import { useDesk } from './desk-context.ts';

/** Without a touch or a key for this long nothing is asked by itself. */
const ATTENDED_MS = 60_000;
/** At most this often is a touch told to the main side. */
const TOLD_EVERY_MS = 20_000;

export function useAttendance(): void {
  const { store, refresh } = useDesk();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attend = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => store.setState({ isAttended: false }), ATTENDED_MS);
      const state = store.getState();
      if (!state.isAttended) store.setState({ isAttended: true });
      const isStale = performance.now() - state.askedAt > TOLD_EVERY_MS;
      if (isSignedIn(state) && isStale) void refresh();
    };
    attend();
    addEventListener('pointerdown', attend);
    addEventListener('keydown', attend);
    return () => {
      clearTimeout(timer);
      removeEventListener('pointerdown', attend);
      removeEventListener('keydown', attend);
    };
  }, [store, refresh]);
}
