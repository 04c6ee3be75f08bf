// What the page says: takes what the screens show, keeps to the schedule, and gives it to the loudspeaker and, as text,
// to the live regions that screen readers read. Renderer.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Choice } from '#renderer/session/choice.ts';
import type { Cue } from './cue.ts';
import { dueAt, sayAt, scheduleAfter, SILENT, type Schedule } from './schedule.ts';
import type { Speaker } from './speaker.ts';

/** What screen readers are to read: what changes what the subject has to do, and what may wait for a pause. */
export interface Announced {
  readonly assertive: string;
  readonly polite: string;
}

export interface Speech extends Disposable {
  readonly announced: StoreApi<Announced>;
  /** Whether the operator lets this kiosk speak at all. */
  readonly isAvailable: boolean;
  /** What the screen shows now; null: nothing that needs to be said. */
  readonly show: (cue: Cue | null) => void;
}

export interface SpeechOptions {
  readonly choice: StoreApi<Choice>;
  /** Null: this kiosk is silent, its live regions are not. */
  readonly speaker: Speaker | null;
  readonly now: () => number;
}

const NOTHING: Announced = { assertive: '', polite: '' };

export function createSpeech({ choice, speaker, now }: SpeechOptions): Speech {
  const announced = createStore(() => NOTHING);
  let schedule: Schedule = SILENT;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const sayDue = (): void => {
    const said = sayAt(schedule, now());
    if (said === null) return wait();
    schedule = said.schedule;
    const { words, cue } = said;
    announced.setState({ ...NOTHING, [cue.pace === 'settled' ? 'polite' : 'assertive']: words });
    const { isSoundOn, locale } = choice.getState();
    if (isSoundOn) speaker?.say(words, locale, cue.tone);
  };
  const wait = (): void => {
    clearTimeout(timer);
    const due = dueAt(schedule);
    if (due === null) return;
    if (due <= now()) sayDue();
    else timer = setTimeout(sayDue, due - now());
  };
  const forget = choice.subscribe(({ isSoundOn }, before) => {
    if (before.isSoundOn && !isSoundOn) speaker?.stop();
  });
  return {
    announced,
    isAvailable: speaker !== null,
    show(cue) {
      schedule = scheduleAfter(schedule, cue, now());
      if (cue === null) announced.setState(NOTHING);
      wait();
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      forget();
      speaker?.[Symbol.dispose]();
    },
  };
}
