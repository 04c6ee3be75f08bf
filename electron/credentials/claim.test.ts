// A badge or PIN where the door wants the face as well: it says who somebody is, and opens nothing.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BADGE, otherWay as openOtherWay, PIN } from '../../e2e/support/other-way.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-claim-'));
});
afterEach(() => rm(folder, { recursive: true }));

const otherWay = (claim: (holder: string) => Promise<boolean>, closedToday = false) =>
  openOtherWay({ folder, now: () => 0, closedToday, options: { claim } });

it.each([
  ['Ada', BADGE],
  ['Ben', PIN],
] as const)(
  'begins a session of %s, moves no door, and shows nothing any more',
  async (who, right) => {
    const claim = vi.fn(async () => true);
    await using given = await otherWay(claim);
    await given.way.present(right);
    expect(claim).toHaveBeenCalledExactlyOnceWith(who);
    expect(given.seen).toEqual(['show wait', 'show nothing']);
    expect(given.way.view()).toBeNull();
  },
);

it('names staff where no session can be run, and still moves no door', async () => {
  await using given = await otherWay(async () => false);
  await given.way.present(BADGE);
  expect(given.way.view()).toEqual({ state: 'call-staff' });
  expect(given.seen).not.toContain('pulse');
});

it('begins nothing with a wrong one, nor out of hours', async () => {
  const claim = vi.fn(async () => true);
  {
    await using given = await otherWay(claim);
    await given.way.present({ kind: 'pin', value: '771199' });
    expect(given.way.view()).toMatchObject({ state: 'refused', reason: 'not-known' });
  }
  await rm(folder, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), 'gatelight-claim-'));
  await using given = await otherWay(claim, true);
  await given.way.present(BADGE);
  expect(given.way.view()).toMatchObject({ state: 'refused', reason: 'outside-schedule' });
  expect(claim).not.toHaveBeenCalled();
});
