import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { padScore } from '#core/pad/index.ts';
import type { OperatorLive } from '#core/protocol/index.ts';
import { EVERY_DECISION } from '#electron/decision-log/entries.ts';
import { listNamed } from '#electron/decision-log/named-entries.ts';
import { deskFolder, openDesk, type DeskFolder } from '../../e2e/support/desk.ts';

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const score = (value: number) => ({
  kind: 'scored' as const,
  score: padScore(value),
  models: { minifas_v2_se_128: padScore(value), minifasnet_v2_80: padScore(value) },
});
const log = () =>
  listNamed(join(folder.data, 'decisions.sqlite'), { ...EVERY_DECISION, events: true });
const overrides = () =>
  log().flatMap((entry) => (entry.kind === 'event' && entry.event === 'override' ? [entry] : []));

/** A desk with its administrator, before whom an instrument is held. */
async function attended() {
  const desk = await openDesk({ data: folder.data, scene: () => ({ pad: score(0.02) }) });
  await desk.setUp();
  const live = (): OperatorLive[] =>
    desk.pushes.flatMap((push) => (push.push === 'live' ? [push] : []));
  return { desk, live };
}

it('shows nothing until it is asked to, and nothing after', async () => {
  const { desk, live } = await attended();
  await using _ = desk;
  await desk.show(2);
  expect(live()).toEqual([]);
  await desk.ask({ ask: 'live:watch', on: true });
  await desk.show(1);
  expect(live().map(({ phase, frame }) => [phase, frame?.faces])).toEqual([['idle', 1]]);
  await desk.ask({ ask: 'sign-out' });
  await desk.show(2);
  expect(live()).toHaveLength(1);
});

it('keeps subjects out while an operator sits there, and lets them in again', async () => {
  const { desk } = await attended();
  await using _ = desk;
  desk.kiosk.start();
  await desk.show(12);
  expect(desk.kiosk.view().phase).toBe('idle');
  await desk.ask({ ask: 'sign-out' });
  desk.kiosk.start();
  expect(desk.kiosk.view().phase).toBe('positioning');
});

it('an assisted session is watched, has no door of its own, and waits for its operator', async () => {
  const { desk, live } = await attended();
  await using _ = desk;
  await desk.ask({ ask: 'live:watch', on: true });
  expect(
    await desk.refusal({ ask: 'assisted:decide', decision: 'grant', reason: 'too soon' }),
  ).toMatchObject({ code: 'busy' });
  const { sessionId } = await desk.ask({ ask: 'assisted:start' });
  expect(await desk.refusal({ ask: 'assisted:start' })).toMatchObject({ code: 'busy' });
  desk.kiosk.cancel();
  await expect.poll(() => live().at(-1)?.awaitsDecision, { timeout: 5000 }).toBe(true);
  const { last } = live().at(-1) ?? {};
  expect(last).toMatchObject({
    sessionId,
    assisted: true,
    decision: 'deny',
    reasons: ['cancelled'],
    door: 'shut',
  });
  const [decision] = log();
  expect(decision).toMatchObject({ kind: 'decision', host: 'assisted', id: last?.decisionId });
  expect(await desk.pulses()).toEqual([]);

  const moved = await desk.ask({ ask: 'assisted:decide', decision: 'grant', reason: 'known here' });
  expect(moved).toMatchObject({ door: 'pulsed', message: null });
  expect((await desk.pulses()).map(({ decisionId }) => decisionId)).toEqual([moved.id]);
  expect(overrides()).toMatchObject([
    {
      id: moved.id,
      detail: { cause: 'assisted', reason: 'known here', decisionId: last?.decisionId },
      names: { operator: 'Ada' },
    },
  ]);
  // One decision for one session.
  expect(
    await desk.refusal({ ask: 'assisted:decide', decision: 'grant', reason: 'once more' }),
  ).toMatchObject({ code: 'busy' });
});

it('a denial of the operator’s is logged by name and reason, and nothing moves', async () => {
  const { desk } = await attended();
  await using _ = desk;
  await desk.ask({ ask: 'assisted:start' });
  await desk.ask({ ask: 'assisted:cancel' });
  expect(
    await desk.refusal({ ask: 'assisted:decide', decision: 'deny', reason: 'cancelled' }),
  ).toMatchObject({ code: 'busy' });
  await expect.poll(() => desk.kiosk.view().phase, { timeout: 30_000 }).toBe('idle');
  await desk.ask({ ask: 'assisted:start' });
  desk.kiosk.cancel();
  const deny = { ask: 'assisted:decide', decision: 'deny', reason: 'held a picture' } as const;
  await expect.poll(() => desk.refusal(deny), { timeout: 5000 }).toBeNull();
  expect(log()[0]).toMatchObject({
    event: 'assisted-denial',
    detail: { reason: 'held a picture' },
    names: { operator: 'Ada' },
  });
  expect(await desk.pulses()).toEqual([]);
});

it('whoever leaves the desk takes the assisted session with them', async () => {
  const { desk } = await attended();
  await using _ = desk;
  await desk.ask({ ask: 'assisted:start' });
  desk.leave();
  expect(desk.kiosk.view().phase).toBe('concluded');
});

it.each([
  [
    { ask: 'release', reason: 'a delivery', extended: false },
    { cause: 'release', extended: false },
    100,
  ],
  [
    { ask: 'release', reason: 'a wheelchair', extended: true },
    { cause: 'release', extended: true },
    200,
  ],
  [{ ask: 'door:test', reason: 'after the repair' }, { cause: 'test' }, 100],
] as const)('%j is in the log before the door moves', async (ask, detail, pulseMs) => {
  const { desk } = await attended();
  await using _ = desk;
  const { id } = await desk.ask(ask);
  expect(overrides()).toMatchObject([
    { id, detail: { ...detail, reason: ask.reason }, names: { operator: 'Ada' } },
  ]);
  expect(await desk.pulses()).toMatchObject([{ decisionId: id, pulseMs }]);
});

it('a door that nobody can log does not move', async () => {
  const { desk } = await attended();
  await using _ = desk;
  {
    using other = new DatabaseSync(join(folder.data, 'decisions.sqlite'));
    other.exec('ALTER TABLE entries RENAME TO elsewhere');
  }
  expect(
    await desk.refusal({ ask: 'release', reason: 'a delivery', extended: false }),
  ).toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('not logged, so not moved'),
  });
  expect(await desk.pulses()).toEqual([]);
});
