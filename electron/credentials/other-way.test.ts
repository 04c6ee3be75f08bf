import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BADGE, otherWay as openOtherWay, PIN, type Given } from '../../e2e/support/other-way.ts';

let folder = '';
let now = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-other-way-'));
  now = 0;
});
afterEach(() => rm(folder, { recursive: true }));

const otherWay = (given: Omit<Given, 'folder' | 'now'> = {}) =>
  openOtherWay({ ...given, folder, now: () => now });

it.each([PIN, BADGE])(
  'a right $kind goes into the log, then moves the door, then shows',
  async (right) => {
    await using given = await otherWay();
    await given.way.present(right);
    expect(given.seen).toEqual(['show wait', 'log credential-accepted', 'pulse', 'show granted']);
    const [entry] = given.entries();
    expect(entry).toMatchObject({
      event: 'credential-accepted',
      detail: { door: 'gate', type: right.kind },
    });
    expect(JSON.stringify(given.entries())).not.toContain(right.value);
  },
);

it('the pulse carries the log’s id of the very entry that allows it', async () => {
  const orders: string[] = [];
  await using given = await otherWay({
    pulse: async ({ decisionId }) => void orders.push(decisionId),
  });
  await given.way.present(PIN);
  expect(orders).toEqual([given.entries()[0]?.id]);
});

it('a log that refuses leaves the door shut, and staff is named', async () => {
  await using given = await otherWay({
    log: { appendEvent: () => Promise.reject(new Error('disk full')) },
  });
  await given.way.present(PIN);
  expect(given.seen).toEqual(['show wait', 'show call-staff']);
  expect(given.lines).toEqual(['pin: disk full']);
});

it('a door that does not confirm is not said to be open; its fault is in the log', async () => {
  await using given = await otherWay({ pulse: () => Promise.reject(new Error('no answer')) });
  await given.way.present(BADGE);
  expect(given.seen.slice(1)).toEqual([
    'log credential-accepted',
    'pulse',
    'log door-fault',
    'show call-staff',
  ]);
});

it('a wrong one moves nothing, is logged without what was typed, and makes for a wait', async () => {
  await using given = await otherWay();
  for (let tries = 0; tries < 6; tries += 1)
    await given.way.present({ kind: 'pin', value: '771199' });
  expect(given.seen).not.toContain('pulse');
  expect(given.way.view()).toEqual({ state: 'refused', reason: 'too-often', waitSeconds: 5 });
  const reasons = given.entries().map((entry) => entry.kind === 'event' && entry.detail['reason']);
  // Newest first; one entry for the whole wait.
  expect(reasons).toEqual(['throttled', 'unknown', 'unknown', 'unknown', 'unknown']);
  expect(JSON.stringify(given.entries())).not.toContain('771199');
  await given.way.present(BADGE);
  expect(given.way.view(), 'a badge does not wait for PINs').toEqual({ state: 'granted' });
});

it.each([
  ['disabled', { disabled: true }],
  ['expired', { expiresAt: new Date(0).toISOString() }],
] as const)(
  'one that is %s moves nothing, and the log names whose it was',
  async (reason, change) => {
    await using given = await otherWay();
    const id = given.credentials.list().find(({ kind }) => kind === 'badge')?.id ?? '';
    await given.credentials.change(id, change, async () => undefined);
    await given.way.present(BADGE);
    expect(given.seen).toEqual(['show wait', 'log credential-refused', 'show refused']);
    expect(given.way.view()).toMatchObject({ state: 'refused', reason: 'not-known' });
    expect(given.entries()[0]).toMatchObject({ detail: { reason, credential: id } });
  },
);

it('hours hold for badges and PINs as for faces', async () => {
  await using given = await otherWay({ closedToday: true });
  await given.way.present(PIN);
  expect(given.way.view()).toMatchObject({ state: 'refused', reason: 'outside-schedule' });
  expect(given.seen).toEqual(['show wait', 'log credential-refused', 'show refused']);
});

it('nobody passes twice in a row too soon, and somebody else may', async () => {
  await using given = await otherWay({ antiPassbackMs: 10_000 });
  await given.way.present(PIN);
  await given.way.present(PIN);
  expect(given.way.view()).toMatchObject({ state: 'refused', reason: 'anti-passback' });
  await given.way.present(BADGE);
  expect(given.way.view()).toEqual({ state: 'granted' });
  now += 10_000;
  await given.way.present(PIN);
  expect(given.way.view()).toEqual({ state: 'granted' });
});

it('a passage that the door did not confirm is none', async () => {
  let fails = true;
  await using given = await otherWay({
    antiPassbackMs: 10_000,
    pulse: async () => {
      if (fails) throw new Error('no answer');
    },
  });
  await given.way.present(PIN);
  fails = false;
  await given.way.present(PIN);
  expect(given.way.view()).toEqual({ state: 'granted' });
});

it('one at a time: a second badge while the door moves is dropped', async () => {
  const moving = Promise.withResolvers<void>();
  await using given = await otherWay({ pulse: () => moving.promise });
  const first = given.way.present(BADGE);
  await given.way.present(PIN);
  moving.resolve();
  await first;
  expect(given.seen.filter((each) => each === 'pulse')).toHaveLength(1);
});

it('a kiosk that is closing lets the pulse end and begins no other', async () => {
  const moving = Promise.withResolvers<void>();
  await using given = await otherWay({ pulse: () => moving.promise });
  const first = given.way.present(BADGE);
  await vi.waitFor(() => expect(given.seen).toContain('pulse'), 30_000);
  const closed = given.way[Symbol.asyncDispose]();
  await given.way.present(PIN);
  moving.resolve();
  await Promise.all([first, closed]);
  expect(given.seen.filter((each) => each === 'pulse')).toHaveLength(1);
});

it('without badges and PINs it is closed: staff is named, and nothing moves', async () => {
  await using given = await otherWay({ options: { credentials: 'credentials: damaged' } });
  await given.way.present(PIN);
  expect(given.seen).toEqual(['show wait', 'show call-staff']);
});

it('calling staff is told, shown and logged; twice in a row is once', async () => {
  await using given = await otherWay();
  await given.way.callStaff();
  await given.way.callStaff();
  expect(given.staff).toHaveBeenCalledTimes(1);
  expect(given.way.view()).toEqual({ state: 'staff-called' });
  expect(given.entries().map((entry) => entry.kind === 'event' && entry.event)).toEqual([
    'staff-called',
  ]);
  expect(given.lines).toEqual(['door gate: somebody asks for a member of staff']);
  given.way.dismiss();
  expect(given.way.view()).toBeNull();
});

it('staff is called also where the log refuses', async () => {
  await using given = await otherWay({
    log: { appendEvent: () => Promise.reject(new Error('disk full')) },
  });
  await given.way.callStaff();
  expect(given.staff).toHaveBeenCalledTimes(1);
  expect(given.way.view()).toEqual({ state: 'staff-called' });
});

it('what is shown goes away by itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await using given = await otherWay();
    await given.way.callStaff();
    vi.advanceTimersByTime(29_999);
    expect(given.way.view()).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(given.way.view()).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});
