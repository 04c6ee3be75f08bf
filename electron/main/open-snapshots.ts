// The snapshots of a kiosk, as its settings say: by default none. Part of compose. Main process of either host.

import { join } from 'node:path';
import { createKeyStore, SNAPSHOTS_KEY, type KeySeal } from '#electron/decision-log/key-store.ts';
import {
  keepSnapshots,
  type SnapshotKeeper,
  type WatchedKiosk,
} from '#electron/snapshots/keeper.ts';
import { openSnapshots } from '#electron/snapshots/snapshots.ts';
import type { OpenedLog } from './open-log.ts';
import type { Settings } from './settings.ts';

export interface SnapshotsPlace {
  readonly data: string;
  readonly keySeal?: KeySeal | null;
  readonly print: (line: string) => void;
}

/** Whoever keeps pictures is told so at every start. What was kept before is deleted in its time, also where none is kept any more. */
export function snapshotsOf(
  kiosk: WatchedKiosk,
  { data, print, keySeal = null }: SnapshotsPlace,
  rules: Settings['snapshots'],
  log: Pick<OpenedLog, 'appendEvent'>,
): SnapshotKeeper {
  const keys = createKeyStore(data, keySeal, SNAPSHOTS_KEY);
  if (rules.keep !== 'none') {
    const whose = rules.keep === 'all' ? 'every session' : 'every denied session';
    print(`notice: a picture of ${whose} is kept, encrypted, for ${rules.retentionDays} days`);
    if (keys.warning !== null) print(`notice: ${keys.warning}`);
  }
  const snapshots = openSnapshots({
    folder: join(data, 'snapshots'),
    keys,
    record: log.appendEvent,
    now: Date.now,
  });
  return keepSnapshots(kiosk, snapshots, rules, print);
}
