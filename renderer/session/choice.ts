// What a subject has chosen for themselves: their language, and whether the kiosk speaks. It is theirs alone: it lapses
// once they are through the door, or when nobody has touched the kiosk for a while. Renderer.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Locale } from '#core/protocol/index.ts';
import { viewOf, type KioskState, type KioskStore } from './store.ts';

export interface Choice {
  readonly locale: Locale;
  readonly isSoundOn: boolean;
}

export interface SubjectChoice extends Disposable {
  readonly store: StoreApi<Choice>;
  readonly choose: (choice: Partial<Choice>) => void;
  /** Somebody is at the kiosk still. */
  readonly touched: () => void;
}

/** Long enough to read the idle screen, short enough that the next person finds the site's own language. */
export const LAPSE_MS = 30_000;

export function createSubjectChoice(kiosk: KioskStore): SubjectChoice {
  const site: Choice = { locale: kiosk.getState().boot.locale, isSoundOn: true };
  const store = createStore(() => site);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const lapse = (): void => store.setState(site);
  const wait = (): void => {
    clearTimeout(timer);
    // A session takes as long as it takes.
    if (!isInSession(kiosk.getState())) timer = setTimeout(lapse, LAPSE_MS);
  };
  const forget = kiosk.subscribe((state, before) => {
    if (isGranted(before) && !isInSession(state)) lapse();
    if (isInSession(before) !== isInSession(state)) wait();
  });
  return {
    store,
    choose(choice) {
      store.setState(choice);
      wait();
    },
    touched: wait,
    [Symbol.dispose]() {
      clearTimeout(timer);
      forget();
    },
  };
}

function isInSession(state: KioskState): boolean {
  const phase = viewOf(state)?.phase;
  return (
    phase === 'positioning' || phase === 'passive' || phase === 'active' || phase === 'concluded'
  );
}

function isGranted(state: KioskState): boolean {
  const view = viewOf(state);
  return view?.phase === 'concluded' && view.result === 'granted';
}
