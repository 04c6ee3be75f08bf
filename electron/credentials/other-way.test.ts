import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { listEntries, openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { EVERY_DECISION } from '#electron/decision-log/entries.ts';
import { createKeyStore, CREDENTIALS_KEY } from '#electron/decision-log/key-store.ts';
import { loggedDoor } from '#electron/session/logged-door.ts';
import { createPassageControl } from '#electron/session/passage.ts';
import type { DoorPort } from '#electron/session/ports.ts';
import { openCredentials } from './credentials.ts';
import { createOtherWay, type AccessLogPort, type OtherWayOptions } from './other-way.ts';

let folder = '';
let now = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-other-way-'));
  now = 0;
});
afterEach(() => rm(folder, { recursive: true }));

const PIN = { kind: 'pin', value: '482913' } as const;
const BADGE = { kind: 'badge', value: '04A1B2C3' } as const;

interface Given {
  readonly pulse?: DoorPort['pulse'];
  readonly log?: AccessLogPort;
  readonly antiPassbackMs?: number;
  readonly closedToday?: boolean;
  readonly options?: Partial<OtherWayOptions>;
}

/** A real log and real credentials; `seen` is what happened in which order. */
async function otherWay(given: Given = {}) {
  const seen: string[] = [];
  const lines: string[] = [];
  const log = openDecisionLog(join(folder, 'decisions.sqlite'));
  const credentials = openCredentials(folder, createKeyStore(folder, null, CREDENTIALS_KEY), {
    wallClock: () => now,
  });
  for (const [holder, { kind, value }] of [
    ['Ada', BADGE],
    ['Ben', PIN],
  ] as const)
    await credentials.add({ kind, holder, value, expiresAt: null }, async () => undefined);
  const appendEvent: typeof log.appendEvent = async (event) => {
    const entry = await (given.log ?? log).appendEvent(event as never);
    seen.push(`log ${event.kind}`);
    return entry;
  };
  const port = loggedDoor({
    id: 'gate',
    door: {
      async pulse(order, signal) {
        seen.push('pulse');
        await given.pulse?.(order, signal);
      },
    },
    log: { appendEvent },
    onLogFault: (cause) => lines.push(String(cause)),
  });
  const policy = {
    schedule: given.closedToday ? {} : null,
    antiPassbackMs: given.antiPassbackMs ?? 0,
  };
  const staff = vi.fn();
  const way = createOtherWay({
    door: { id: 'gate', pulseMs: 100, port },
    log: { appendEvent },
    credentials,
    passage: createPassageControl(
      policy,
      () => ms(now),
      () => new Date(0),
    ),
    onChange: () => {
      const view = way.view();
      seen.push(`show ${view === null ? 'nothing' : view.state}`);
    },
    onStaffCalled: staff,
    print: (line) => lines.push(line),
    ...given.options,
  });
  const entries = () =>
    listEntries(join(folder, 'decisions.sqlite'), { ...EVERY_DECISION, events: true });
  return {
    way,
    seen,
    lines,
    staff,
    entries,
    async [Symbol.asyncDispose]() {
      await way[Symbol.asyncDispose]();
      credentials[Symbol.dispose]();
      await log[Symbol.asyncDispose]();
    },
  };
}

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
  await vi.waitFor(() => expect(given.seen).toContain('pulse'));
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
