import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchHeartbeat } from './heartbeat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const onSilent = vi.fn();
  return { onSilent, heart: watchHeartbeat({ silenceMs: 10_000, startMs: 30_000 }) };
}

it('waits for no page before one is opened', () => {
  const { heart, onSilent } = watched();
  heart.beat();
  vi.advanceTimersByTime(60_000);
  expect(onSilent).not.toHaveBeenCalled();
});

it('is patient with a page that comes up, and not for ever', () => {
  const { heart, onSilent } = watched();
  heart.expectPage(onSilent);
  vi.advanceTimersByTime(29_999);
  expect(onSilent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onSilent).toHaveBeenCalledOnce();
});

it('hears a page that goes on speaking, and notices once when it stops', () => {
  const { heart, onSilent } = watched();
  heart.expectPage(onSilent);
  for (let second = 0; second < 60; second += 1) {
    heart.beat();
    vi.advanceTimersByTime(1000);
  }
  expect(onSilent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(onSilent).toHaveBeenCalledOnce();
});

it('does not take a late word of the page before for the next one', () => {
  const { heart, onSilent } = watched();
  heart.expectPage(onSilent);
  heart.beat();
  vi.advanceTimersByTime(10_000);
  heart.beat();
  vi.advanceTimersByTime(60_000);
  expect(onSilent).toHaveBeenCalledOnce();
  heart.expectPage(onSilent);
  vi.advanceTimersByTime(30_000);
  expect(onSilent).toHaveBeenCalledTimes(2);
});

it('waits no longer once the kiosk ends', () => {
  const { heart, onSilent } = watched();
  heart.expectPage(onSilent);
  heart[Symbol.dispose]();
  vi.advanceTimersByTime(60_000);
  expect(onSilent).not.toHaveBeenCalled();
});
