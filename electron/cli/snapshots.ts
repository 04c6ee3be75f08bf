// `gatelight snapshots`: which there are, reading one, and deleting them, from beside a running kiosk. CLI process.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeyStore, SNAPSHOTS_KEY } from '#electron/decision-log/key-store.ts';
import { SnapshotFault } from '#electron/snapshots/snapshot-fault.ts';
import { openSnapshots, type Snapshots } from '#electron/snapshots/snapshots.ts';
import { BadInput } from './bad-input.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { openOwnLog, ownSettings } from './own-log.ts';

export type SnapshotsCommand =
  | { readonly kind: 'list'; readonly json: boolean }
  | { readonly kind: 'show'; readonly decisionId: string; readonly out: string }
  | { readonly kind: 'delete'; readonly decisionId: string }
  | { readonly kind: 'purge'; readonly all: boolean };

/** Throws `LogFault` and `BadInput`. */
export async function runSnapshots(
  command: SnapshotsCommand,
  dataFolder: string,
  io: CliIo,
): Promise<ExitCode> {
  const settings = await ownSettings(dataFolder);
  await using log = openOwnLog(dataFolder, settings, io);
  const snapshots = openSnapshots({
    folder: join(dataFolder, 'snapshots'),
    keys: createKeyStore(dataFolder, null, SNAPSHOTS_KEY),
    record: log.appendEvent,
    now: Date.now,
  });
  try {
    return await answer(command, snapshots, settings.snapshots.retentionDays, io);
  } catch (fault) {
    if (fault instanceof SnapshotFault) throw new BadInput('BAD_ARGUMENT', fault.message);
    throw fault;
  }
}

async function answer(
  command: SnapshotsCommand,
  snapshots: Snapshots,
  retentionDays: number,
  io: CliIo,
): Promise<ExitCode> {
  switch (command.kind) {
    case 'list':
      for (const { decisionId, createdAtMs, bytes } of await snapshots.list()) {
        const createdAt = new Date(createdAtMs).toISOString();
        const told = { decisionId, createdAt, bytes };
        io.out(command.json ? JSON.stringify(told) : `${createdAt}  ${bytes} bytes  ${decisionId}`);
      }
      return EXIT.yes;
    case 'show': {
      const picture = await snapshots.show(command.decisionId);
      if (picture === null) throw nobodys(command.decisionId);
      // Never into a file that is there: it may be somebody's, or open to others.
      await writeFile(command.out, picture, { mode: 0o600, flag: 'wx' }).catch((cause: unknown) => {
        throw new BadInput('BAD_ARGUMENT', cause instanceof Error ? cause.message : String(cause));
      });
      return EXIT.yes;
    }
    case 'delete':
      if (!(await snapshots.remove(command.decisionId))) throw nobodys(command.decisionId);
      io.out('deleted: 1');
      return EXIT.yes;
    case 'purge':
      io.out(`deleted: ${await snapshots.removeOlder(command.all ? 0 : retentionDays)}`);
      return EXIT.yes;
  }
}

const nobodys = (decisionId: string): BadInput =>
  new BadInput('BAD_ARGUMENT', `snapshots: none was kept of ${decisionId}`);
