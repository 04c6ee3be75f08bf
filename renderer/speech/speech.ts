// What the page says: takes what the screens show, keeps to the schedule, and gives it to the loudspeaker. Renderer.

import type { StoreApi } from 'zustand/vanilla';
import type { Choice } from '#renderer/session/choice.ts';
import type { Cue } from './cue.ts';
import { dueAt, sayAt, scheduleAfter, SILENT, type Schedule } from './schedule.ts';
import type { Speaker } from './speaker.ts';

export interface Speech extends Disposable {
  /** Whether the operator lets this kiosk speak at all. */
  readonly isAvailable: boolean;
  /** What the screen shows now; null: nothing that needs to be said. */
  readonly show: (cue: Cue | null) => void;
}

export interface SpeechOptions {
  readonly choice: StoreApi<Choice>;
  /** Null: this kiosk is silent. */
  readonly speaker: Speaker | null;
  readonly now: () => number;
}

export function createSpeech({ choice, speaker, now }: SpeechOptions): Speech {
  let schedule: Schedule = SILENT;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const sayDue = (): void => {
    const said = sayAt(schedule, now());
    if (said === null) return wait();
    schedule = said.schedule;
    const { words, cue } = said;
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
    isAvailable: speaker !== null,
    show(cue) {
      schedule = scheduleAfter(schedule, cue, now());
      wait();
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      forget();
      speaker?.[Symbol.dispose]();
    },
  };
}
