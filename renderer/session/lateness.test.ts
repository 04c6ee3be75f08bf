import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PROTOCOL_VERSION, type SessionView } from '#core/protocol/index.ts';
import { watchLateness } from './lateness.ts';
import { screenOf } from './screen.ts';
import { createKioskStore, hostAfter, type KioskStore } from './store.ts';

const common = { version: PROTOCOL_VERSION, demo: false } as const;
const starting: SessionView = { ...common, phase: 'starting' };
const idle: SessionView = { ...common, phase: 'idle' };

let store: KioskStore;
let watch: Disposable;

beforeEach(() => {
  vi.useFakeTimers();
  store = createKioskStore({ demo: false, locale: 'en' });
  watch = watchLateness(store);
});
afterEach(() => {
  watch[Symbol.dispose]();
  vi.useRealTimers();
});

const show = (view: SessionView): void =>
  store.setState({ host: hostAfter({ type: 'view', view }) });
const screen = () => screenOf(store.getState());

test('a host that never answers is said after ten seconds, and one that answers then is shown', () => {
  vi.advanceTimersByTime(9999);
  expect(screen()).toEqual({ name: 'starting' });
  vi.advanceTimersByTime(1);
  expect(screen()).toMatchObject({ name: 'not-ready', fault: 'host-unreachable' });
  show(idle);
  expect(screen().name).toBe('idle');
  vi.advanceTimersByTime(3_600_000);
  expect(screen().name).toBe('idle');
});

test('a start without an end is said after a minute, whatever is told of it meanwhile', () => {
  show(starting);
  vi.advanceTimersByTime(30_000);
  show({ ...starting });
  vi.advanceTimersByTime(29_999);
  expect(screen()).toEqual({ name: 'starting' });
  vi.advanceTimersByTime(1);
  expect(screen()).toMatchObject({ name: 'not-ready', fault: 'starting-late' });
  show(idle);
  show(starting);
  expect(screen(), 'a new start has its own minute').toEqual({ name: 'starting' });
});
