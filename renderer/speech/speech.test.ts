import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Choice } from '#renderer/session/choice.ts';
import type { Cue } from './cue.ts';
import { REPEAT_MS, SETTLE_MS } from './schedule.ts';
import { createSpeech } from './speech.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const LEFT: Cue = { title: 'Nach links', detail: null, tone: 'left', pace: 'at-once' };
const DARK: Cue = { title: 'Zu dunkel', detail: null, tone: 'attention', pace: 'settled' };

/** Speech whose loudspeaker writes down what it is given. */
function speechOnPaper() {
  const choice = createStore<Choice>(() => ({ locale: 'de', isSoundOn: true }));
  const paper: string[] = [];
  const speaker = {
    say: (words: string, locale: string, tone: string) => paper.push(`${locale} ${tone}: ${words}`),
    stop: () => paper.push('stop'),
    [Symbol.dispose]: () => paper.push('closed'),
  };
  return { choice, paper, speech: createSpeech({ choice, speaker, now: () => Date.now() }) };
}

test('what is shown is said in the language of the subject', () => {
  const { choice, paper, speech } = speechOnPaper();
  speech.show(LEFT);
  choice.setState({ locale: 'fr' });
  speech.show(DARK);
  vi.advanceTimersByTime(SETTLE_MS);
  expect(paper).toEqual(['de left: Nach links', 'fr attention: Zu dunkel']);
});

test('a subject who asked for silence hears nothing, and then only what is new', () => {
  const { choice, paper, speech } = speechOnPaper();
  choice.setState({ isSoundOn: false });
  speech.show(LEFT);
  choice.setState({ isSoundOn: true });
  speech.show(DARK);
  vi.advanceTimersByTime(REPEAT_MS);
  expect(paper).toEqual(['stop', 'de attention: Zu dunkel']);
});

test('turning the sound off ends the sentence that is being said', () => {
  const { choice, paper, speech } = speechOnPaper();
  speech.show(LEFT);
  choice.setState({ isSoundOn: false });
  expect(paper.at(-1)).toBe('stop');
});

test('what has gone from the screen before it was due is not said', () => {
  const { paper, speech } = speechOnPaper();
  speech.show(DARK);
  speech.show(null);
  vi.advanceTimersByTime(REPEAT_MS);
  expect(paper).toEqual([]);
});

test('a closed page says nothing more', () => {
  const { paper, speech } = speechOnPaper();
  speech.show(DARK);
  speech[Symbol.dispose]();
  vi.advanceTimersByTime(REPEAT_MS);
  expect(paper).toEqual(['closed']);
});

test('a kiosk that the operator has silenced offers no switch', () => {
  const choice = createStore<Choice>(() => ({ locale: 'de', isSoundOn: true }));
  const speech = createSpeech({ choice, speaker: null, now: () => Date.now() });
  speech.show(LEFT);
  expect(speech.isAvailable).toBe(false);
});
