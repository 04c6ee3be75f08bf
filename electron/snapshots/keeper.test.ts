import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ms, type Frame } from '#core/frame/index.ts';
import { createKeyStore, SNAPSHOTS_KEY } from '#electron/decision-log/key-store.ts';
import { keepSnapshots, type WatchedKiosk, type WatchedState } from './keeper.ts';
import type { SnapshotSettings } from './settings.ts';
import { openSnapshots } from './snapshots.ts';

let data = '';
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'gatelight-keeper-'));
});
afterEach(() => rm(data, { recursive: true }));

const frameOf = (grey: number): Frame => ({
  width: 32,
  height: 32,
  data: new Uint8Array(32 * 32 * 4).fill(grey),
  capturedAt: ms(0),
});

/** A keeper on a kiosk that is played by the test; `record` is the decision log's answer. */
function keeperOf(
  keep: SnapshotSettings['keep'],
  record = async () => undefined,
  enrolment: string | null = null,
) {
  const heard: {
    frame?: (frame: Frame) => void;
    step?: (state: WatchedState) => void;
  } = {};
  const lines: string[] = [];
  const kiosk: WatchedKiosk = {
    isEnrolment: (sessionId) => sessionId === enrolment,
    onFrame: (listener) => {
      heard.frame = listener;
      return () => delete heard.frame;
    },
    onStep: (listener) => {
      heard.step = listener;
      return () => delete heard.step;
    },
  };
  const folder = join(data, 'snapshots');
  const snapshots = openSnapshots({
    folder,
    keys: createKeyStore(data, null, SNAPSHOTS_KEY),
    record,
    now: Date.now,
  });
  const keeper = keepSnapshots(kiosk, snapshots, { keep, retentionDays: 30 }, (line) =>
    lines.push(line),
  );
  const at = (phase: 'idle' | 'passive'): void => heard.step?.({ phase });
  const over = (stage: 'appending' | 'opening' | 'settled'): void =>
    heard.step?.({ phase: 'concluded', stage, verdict: { sessionId: 'ses-1' } });
  return {
    keeper,
    snapshots,
    heard,
    lines,
    at,
    over,
    kept: async () => (await snapshots.list()).map(({ decisionId }) => decisionId),
    /** A session up to its logged decision. */
    decide: (decision: 'grant' | 'deny'): void => {
      at('passive');
      heard.frame?.(frameOf(200));
      over('appending');
      keeper.decided('dec-1', { sessionId: 'ses-1', decision });
    },
  };
}

test('nothing is written before the door has moved, and then the deciding frame is', async () => {
  const { keeper, decide, over, kept, snapshots } = keeperOf('all');
  decide('grant');
  over('opening');
  await new Promise((resolve) => {
    setTimeout(resolve, 100);
  });
  expect(await readdir(data)).toEqual([]);
  over('settled');
  await keeper[Symbol.asyncDispose]();
  expect(await kept()).toEqual(['dec-1']);
  expect(await snapshots.show('dec-1')).not.toBeNull();
});

test.each([
  ['none', 'deny', []],
  ['none', 'grant', []],
  ['denied', 'deny', ['dec-1']],
  ['denied', 'grant', []],
  ['all', 'deny', ['dec-1']],
] as const)('of "%s", a %s keeps %j', async (keep, decision, expected) => {
  const { keeper, decide, over, kept } = keeperOf(keep);
  decide(decision);
  over('settled');
  await keeper[Symbol.asyncDispose]();
  expect(await kept()).toEqual(expected);
});

test('of an enrolment nothing is kept, whatever is kept of others', async () => {
  const { keeper, decide, over, kept } = keeperOf('all', undefined, 'ses-1');
  decide('grant');
  over('settled');
  await keeper[Symbol.asyncDispose]();
  expect(await kept()).toEqual([]);
});

test('a kiosk that keeps none does not even look', () => {
  expect(keeperOf('none').heard).toEqual({});
});

test('a decision that was not logged keeps nothing', async () => {
  const { keeper, at, over, heard, kept } = keeperOf('all');
  at('passive');
  heard.frame?.(frameOf(200));
  over('appending');
  over('settled');
  at('idle');
  await keeper[Symbol.asyncDispose]();
  expect(await kept()).toEqual([]);
});

test('a snapshot that cannot be kept is one line, and stops nothing', async () => {
  const { keeper, decide, over, kept, lines } = keeperOf('all', () =>
    Promise.reject(new Error('disk full')),
  );
  decide('deny');
  over('settled');
  await keeper[Symbol.asyncDispose]();
  expect([await kept(), lines]).toEqual([[], ['snapshots: disk full']]);
});
