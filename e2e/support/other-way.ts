// The way in without a face over a real log and real credentials, with a door of the test's. Tests only.

import { join } from 'node:path';
import { vi } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { listEntries, openDecisionLog } from '#electron/decision-log/decision-log.ts';
import { EVERY_DECISION } from '#electron/decision-log/entries.ts';
import { createKeyStore, CREDENTIALS_KEY } from '#electron/decision-log/key-store.ts';
import { loggedDoor } from '#electron/session/logged-door.ts';
import { createPassageControl } from '#electron/session/passage.ts';
import type { DoorPort } from '#electron/session/ports.ts';
import { openCredentials } from '#electron/credentials/credentials.ts';
import {
  createOtherWay,
  type AccessLogPort,
  type OtherWayOptions,
} from '#electron/credentials/other-way.ts';

export const PIN = { kind: 'pin', value: '482913' } as const;
export const BADGE = { kind: 'badge', value: '04A1B2C3' } as const;

export interface Given {
  readonly folder: string;
  readonly now: () => number;
  readonly pulse?: DoorPort['pulse'];
  readonly log?: AccessLogPort;
  readonly antiPassbackMs?: number;
  readonly closedToday?: boolean;
  readonly options?: Partial<OtherWayOptions>;
}

/** A real log and real credentials; `seen` is what happened in which order. */
export async function otherWay(given: Given) {
  const { folder, now } = given;
  const seen: string[] = [];
  const lines: string[] = [];
  const log = openDecisionLog(join(folder, 'decisions.sqlite'));
  const credentials = openCredentials(folder, createKeyStore(folder, null, CREDENTIALS_KEY), {
    wallClock: now,
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
      () => ms(now()),
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
    credentials,
    entries,
    async [Symbol.asyncDispose]() {
      await way[Symbol.asyncDispose]();
      credentials[Symbol.dispose]();
      await log[Symbol.asyncDispose]();
    },
  };
}
