import { expect, it, test } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { paceAfter, type Freshness, type Pace } from './pace.ts';

const FPS = 20;

/** Feeds a stream whose frames the page says it took at `taken(hostMs)`, and says what became of each. */
function watched(
  seconds: number,
  taken: (hostMs: number) => number,
  received: (hostMs: number) => number = (hostMs) => hostMs,
): readonly Freshness[] {
  let pace: Pace | null = null;
  return Array.from({ length: seconds * FPS }, (_, i) => {
    const at = (i * 1000) / FPS;
    const stamp = { takenAtMs: Math.round(taken(at)) >>> 0, receivedAt: ms(1e6 + received(at)) };
    const next = paceAfter(pace, stamp);
    pace = next.pace;
    return next.freshness;
  });
}

const count = (all: readonly Freshness[], freshness: Freshness): number =>
  all.filter((one) => one === freshness).length;

it.each<readonly [string, (hostMs: number) => number]>([
  ['is its own', (at) => 7_000 + at],
  ['runs a fifth fast', (at) => at * 1.2],
  ['runs a fifth slow', (at) => at * 0.8],
  ['wraps', (at) => 2 ** 32 - 5000 + at],
])('every frame of a stream whose clock %s is fresh', (_, taken) => {
  expect(new Set(watched(20, taken))).toEqual(new Set(['fresh']));
});

it.each<readonly [string, (hostMs: number) => number]>([
  ['runs at half speed', (at) => at / 2],
  ['runs at double speed', (at) => at * 2],
  ['stands still', () => 500],
  ['runs backwards', (at) => 60_000 - at],
  ['begins anew every second', (at) => at % 1000],
])('a stream whose clock %s is lost within four seconds, and never fresh again', (_, taken) => {
  const all = watched(20, taken);
  const lost = all.indexOf('lost');
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThanOrEqual(4 * FPS);
  expect(all.slice(lost)).not.toContain('fresh');
});

it.each<readonly [string, (hostMs: number) => number]>([
  ['stands still', () => 500],
  ['runs backwards', (at) => 60_000 - at],
])('not one frame after the first is evidence where the clock %s', (_, taken) => {
  expect(count(watched(20, taken), 'fresh')).toBe(1);
});

test('frames that waited while the machine was busy are no evidence, and those after them are', () => {
  const busy = (at: number): number => (at > 5000 && at < 6500 ? 700 : 0);
  const all = watched(
    20,
    (at) => at,
    (at) => at + busy(at),
  );
  expect(count(all, 'lost')).toBe(0);
  expect(count(all, 'stale')).toBeLessThan(2 * FPS);
  expect(new Set(all.slice(10 * FPS))).toEqual(new Set(['fresh']));
});

test('a long rest between two frames is no fault of the second', () => {
  const first = paceAfter(null, { takenAtMs: 0, receivedAt: ms(0) });
  const second = paceAfter(first.pace, { takenAtMs: 60_100, receivedAt: ms(60_000) });
  expect(second.freshness).toBe('fresh');
});

test('a stream that was lost is evidence again once it has kept pace for two seconds', () => {
  const all = watched(20, (at) => (at < 8000 ? 500 : at));
  const lost = all.lastIndexOf('lost');
  const again = all.indexOf('fresh', lost);
  expect((again - lost) / FPS).toBeGreaterThanOrEqual(2);
  expect(new Set(all.slice(again))).toEqual(new Set(['fresh']));
});
