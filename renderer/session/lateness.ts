// Notices that the host takes too long, so that no wait is without an end: the page then says what to do, and goes on waiting. Renderer.

import { viewOf, type KioskState, type KioskStore } from './store.ts';

/** A host on the same machine answers at once; the slowest machines load their models in half of this. */
const LATE_AFTER_MS = { connecting: 10_000, starting: 60_000 } as const;

/** Keeps `isLate` in the store. */
export function watchLateness(store: KioskStore): Disposable {
  let waiting = waitOf(store.getState());
  let timer = begin(waiting);

  function begin(wait: Wait | null): ReturnType<typeof setTimeout> | undefined {
    if (wait === null) return undefined;
    return setTimeout(() => store.setState({ isLate: true }), LATE_AFTER_MS[wait]);
  }

  const forget = store.subscribe((state) => {
    const next = waitOf(state);
    if (next === waiting) return;
    clearTimeout(timer);
    waiting = next;
    timer = begin(next);
    if (state.isLate) store.setState({ isLate: false });
  });
  return {
    [Symbol.dispose]() {
      forget();
      clearTimeout(timer);
    },
  };
}

type Wait = keyof typeof LATE_AFTER_MS;

function waitOf(state: KioskState): Wait | null {
  if (state.host.kind === 'connecting') return 'connecting';
  return viewOf(state)?.phase === 'starting' ? 'starting' : null;
}
