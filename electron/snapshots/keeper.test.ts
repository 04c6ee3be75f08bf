import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ms, type Frame } from '#core/frame/index.ts';
import type { SessionState } from '#core/session/index.ts';
import { createKeyStore, SNAPSHOTS_KEY } from '#electron/decision-log/key-store.ts';
import { keepSnapshots } from './keeper.ts';
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
function keeperOf(keep: SnapshotSettings['keep'], record = async () => undefined) {
  const heard: {
    frame?: (frame: Frame) => void;
    step?: (state: SessionState) => void;
  } = {};
  const lines: string[] = [];
  const kiosk = {
    onFrame: (listener: (frame: Frame) => void) => {
      heard.frame = listener;
      return () => delete heard.frame;
    },
    onStep: (listener: (state: SessionState) => void) => {
      heard.step = listener;
      return () => delete heard.step;
    },
  } as unknown as Parameters<typeof keepSnapshots>[0];
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
  const at = (phase: string, stage?: string): void =>
    heard.step?.({ phase, stage, verdict: { sessionId: 'ses-1' } } as unknown as SessionState);
  return {
    keeper,
    snapshots,
    heard,
    lines,
    at,
    kept: async () => (await snapshots.list()).map(({ decisionId }) => decisionId),
    /** A session up to its logged decision. */
    decide: (decision: 'grant' | 'deny'): void => {
      at('passive');
      heard.frame?.(frameOf(200));
      at('concluded', 'appending');
      keeper.decided('dec-1', { sessionId: 'ses-1', decision });
    },
  };
}

test('nothing is written before the door has moved, and then the deciding frame is', async () => {
  const { keeper, decide, at, kept, snapshots } = keeperOf('all');
  decide('grant');
  at('concluded', 'opening');
  await new Promise((resolve) => {
    setTimeout(resolve, 100);
  });
  expect(await readdir(data)).toEqual([]);
  at('concluded', 'settled');
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
  const { keeper, decide, at, kept } = keeperOf(keep);
  decide(decision);
  at('concluded', 'settled');
  await keeper[Symbol.asyncDispose]();
  expect(await kept()).toEqual(expected);
});

test('a kiosk that keeps none does not even look', () => {
  expect(keeperOf('none').heard).toEqual({});
});

test('a decision that was not logged keeps nothing', async () => {
  const { keeper, at, heard, kept } = keeperOf('all');
  at('passive');
  heard.frame?.(frameOf(200));
  at('concluded', 'appending');
  at('concluded', 'settled');
  at('idle');
  await keeper[Symbol.asyncDispose]();
  expect(await kept()).toEqual([]);
});

test('a snapshot that cannot be kept is one line, and stops nothing', async () => {
  const { keeper, decide, at, kept, lines } = keeperOf('all', () =>
    Promise.reject(new Error('disk full')),
  );
  decide('deny');
  at('concluded', 'settled');
  await keeper[Symbol.asyncDispose]();
  expect([await kept(), lines]).toEqual([[], ['snapshots: disk full']]);
});
