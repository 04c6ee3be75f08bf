import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PROTOCOL_VERSION, type SessionView } from '#core/protocol/index.ts';
import { createSubjectChoice, LAPSE_MS } from './choice.ts';
import { createKioskStore } from './store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const kiosk = createKioskStore({ demo: false, locale: 'de' });
const ABOUT = { version: PROTOCOL_VERSION, demo: false } as const;
const IDLE: SessionView = { ...ABOUT, phase: 'idle' };
const PASSIVE: SessionView = { ...ABOUT, phase: 'passive', hint: null, progress: 0 };
const show = (view: SessionView): void => kiosk.setState({ host: { kind: 'connected', view } });
const concluded = (result: 'granted' | 'denied'): SessionView => ({
  ...ABOUT,
  phase: 'concluded',
  result,
  advice: null,
});

function kioskInArabic() {
  show(IDLE);
  const choice = createSubjectChoice(kiosk);
  choice.choose({ locale: 'ar', isSoundOn: false });
  return choice;
}

test('each subject begins with the language of the site, and sound', () => {
  using choice = createSubjectChoice(kiosk);
  expect(choice.store.getState()).toEqual({ locale: 'de', isSoundOn: true });
});

test('a choice lapses when nobody touches the kiosk', () => {
  using choice = kioskInArabic();
  vi.advanceTimersByTime(LAPSE_MS - 1);
  expect(choice.store.getState().locale).toBe('ar');
  vi.advanceTimersByTime(1);
  expect(choice.store.getState()).toEqual({ locale: 'de', isSoundOn: true });
});

test('whoever still touches the kiosk keeps their choice', () => {
  using choice = kioskInArabic();
  vi.advanceTimersByTime(LAPSE_MS - 1);
  choice.touched();
  vi.advanceTimersByTime(LAPSE_MS - 1);
  expect(choice.store.getState().locale).toBe('ar');
});

test('a choice holds through a session, however long it takes', () => {
  using choice = kioskInArabic();
  show(PASSIVE);
  vi.advanceTimersByTime(10 * LAPSE_MS);
  choice.touched();
  vi.advanceTimersByTime(10 * LAPSE_MS);
  expect(choice.store.getState()).toEqual({ locale: 'ar', isSoundOn: false });
});

test('whoever was let in leaves the site’s own language behind', () => {
  using choice = kioskInArabic();
  show(PASSIVE);
  show(concluded('granted'));
  expect(choice.store.getState().locale).toBe('ar');
  show(IDLE);
  expect(choice.store.getState().locale).toBe('de');
});

test('whoever was denied may try again in their language', () => {
  using choice = kioskInArabic();
  show(PASSIVE);
  show(concluded('denied'));
  show(IDLE);
  expect(choice.store.getState().locale).toBe('ar');
  vi.advanceTimersByTime(LAPSE_MS);
  expect(choice.store.getState().locale).toBe('de');
});
