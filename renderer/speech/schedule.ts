// When to say what is on the screen: once for each change, nothing that is gone again, and no chatter. Time is data. Pure; renderer.

import { isSameCue, type Cue } from './cue.ts';

export interface Schedule {
  /** What is on the screen and was not said yet. */
  readonly pending: { readonly cue: Cue; readonly since: number } | null;
  readonly last: Cue | null;
  /** When each sentence was last said, by the sentence; of this session only. */
  readonly heard: ReadonlyMap<string, number>;
}

export const SILENT: Schedule = { pending: null, last: null, heard: new Map() };

/** A hint that flickers is never said. */
export const SETTLE_MS = 600;
/** What was just said is not said again before. */
export const REPEAT_MS = 6000;

/** The screen has changed; null: nothing on it is to be said, and the next person hears everything anew. */
export function scheduleAfter(schedule: Schedule, cue: Cue | null, at: number): Schedule {
  if (cue === null) return SILENT;
  if (cue.pace === 'follow-up' && schedule.last === null) return SILENT;
  if (isSameCue(cue, schedule.pending?.cue ?? null)) return schedule;
  if (isSameCue(cue, schedule.last)) return { ...schedule, pending: null };
  return { ...schedule, pending: { cue, since: at } };
}

/** When the next thing is to be said; null when there is none. */
export function dueAt({ pending, last, heard }: Schedule): number | null {
  if (pending === null) return null;
  const { cue, since } = pending;
  const settled = cue.pace !== 'settled' && cue.title !== last?.title ? since : since + SETTLE_MS;
  const said = heard.get(wordsOf(cue, last));
  return said === undefined ? settled : Math.max(settled, said + REPEAT_MS);
}

export interface Said {
  readonly schedule: Schedule;
  readonly cue: Cue;
  readonly words: string;
}

/** What is to be said now; null when nothing is due. Whatever is still being said is interrupted by it. */
export function sayAt(schedule: Schedule, at: number): Said | null {
  const due = dueAt(schedule);
  if (schedule.pending === null || due === null || at < due) return null;
  const { cue } = schedule.pending;
  const words = wordsOf(cue, schedule.last);
  const heard = new Map(schedule.heard).set(words, at);
  return { schedule: { pending: null, last: cue, heard }, cue, words };
}

/** Only what is new: under a title that was just said, the detail alone. */
function wordsOf({ title, detail }: Cue, last: Cue | null): string {
  if (detail === null || detail === title) return title;
  return last?.title === title ? detail : joined(title, detail);
}

/** A full stop, so that voices pause; a title that ends a sentence itself keeps its own. */
const joined = (title: string, detail: string): string =>
  /[.!?。！？؟]$/u.test(title) ? `${title} ${detail}` : `${title}. ${detail}`;
