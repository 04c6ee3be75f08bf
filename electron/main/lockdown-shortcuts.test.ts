import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { PAGE_GUARD } from './lockdown-page.ts';
import { isForbiddenKey, type PressedKey } from './lockdown-shortcuts.ts';

const NONE = { control: false, alt: false, meta: false };
const control = { ...NONE, control: true };
const alt = { ...NONE, alt: true };
const meta = { ...NONE, meta: true };

const FORBIDDEN: readonly PressedKey[] = [
  ...['w', 'W', 'r', 'R', 'p', 'u', 'n', 't', 'o', 's', 'f', 'j', 'I', 'h', 'd', 'l', 'k', 'q'].map(
    (key) => ({ key, ...control }),
  ),
  ...['+', '-', '=', '0', '1', 'Tab', 'F4', 'PageUp', 'Enter'].map((key) => ({ key, ...control })),
  ...['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12'].map((key) => ({ key, ...NONE })),
  ...['ArrowLeft', 'ArrowRight', 'F4', 'Home', 'd', 'f', 'Enter'].map((key) => ({ key, ...alt })),
  ...['BrowserBack', 'BrowserRefresh', 'BrowserHome', 'LaunchMail', 'ContextMenu', 'ZoomIn'].map(
    (key) => ({ key, ...NONE }),
  ),
  ...['w', 'r', 'q', ',', 'p'].map((key) => ({ key, ...meta })),
];
const ALLOWED: readonly PressedKey[] = [
  ...['a', 'Z', '9', 'é', ' ', 'Enter', 'Escape', 'Tab', 'Backspace', 'ArrowLeft', 'F2'].map(
    (key) => ({ key, ...NONE }),
  ),
  ...['c', 'v', 'x', 'z', 'a', 'ArrowLeft', 'Backspace', 'Control'].map((key) => ({
    key,
    ...control,
  })),
  // AltGr, and the operator's chord.
  ...['@', '€', 'o'].map((key) => ({ key, control: true, alt: true, meta: false })),
];

const pressed = ({ key, control, alt, meta }: PressedKey): string =>
  [control && 'Ctrl', alt && 'Alt', meta && 'Meta', key].filter(Boolean).join('+');

test.each(FORBIDDEN.map((key) => [pressed(key), key] as const))('%s is kept back', (_, key) => {
  expect([isForbiddenKey(key), guardedPage().keydown(key)]).toEqual([true, true]);
});

test.each(ALLOWED.map((key) => [pressed(key), key] as const))('%s is typed', (_, key) => {
  expect([isForbiddenKey(key), guardedPage().keydown(key)]).toEqual([false, false]);
});

test('the page asks for the screen to stay on, and again when it is shown again', () => {
  const page = guardedPage();
  expect(page.wakeLocks()).toBe(1);
  page.show('hidden');
  expect(page.wakeLocks()).toBe(1);
  page.show('visible');
  expect(page.wakeLocks()).toBe(2);
});

test('laid in twice, the guard is there once', () => {
  const page = guardedPage();
  page.guardAgain();
  expect(page.wakeLocks()).toBe(1);
});

/** The guard in a window that has what it touches. */
function guardedPage() {
  const listeners = new Map<string, (event: object) => void>();
  let wakeLocks = 0;
  let shown: () => void = () => undefined;
  const document = {
    visibilityState: 'visible',
    addEventListener: (_: string, listener: () => void) => (shown = listener),
  };
  const window = {
    document,
    addEventListener: (type: string, listener: (event: object) => void) =>
      listeners.set(type, listener),
    navigator: {
      wakeLock: {
        request: () => {
          wakeLocks += 1;
          return Promise.resolve();
        },
      },
    },
  };
  runInNewContext(PAGE_GUARD, window);
  return {
    wakeLocks: () => wakeLocks,
    guardAgain: () => void runInNewContext(PAGE_GUARD, window),
    show(state: string) {
      document.visibilityState = state;
      shown();
    },
    keydown({ key, control, alt, meta }: PressedKey): boolean {
      let prevented = false;
      listeners.get('keydown')?.({
        key,
        ctrlKey: control,
        altKey: alt,
        metaKey: meta,
        preventDefault: () => (prevented = true),
      });
      return prevented;
    },
  };
}
