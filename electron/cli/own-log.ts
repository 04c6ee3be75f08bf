// The kiosk's own settings and decision log, for commands that change something beside it. CLI process.

import { join } from 'node:path';
import { openDecisionLog, type DecisionLog } from '#electron/decision-log/decision-log.ts';
import { readSettings, type Settings } from '#electron/main/settings.ts';
import { BadInput } from './bad-input.ts';
import type { CliIo } from './io.ts';

/** Throws `BadInput` with the one line that says what is wrong with them. */
export async function ownSettings(dataFolder: string): Promise<Settings> {
  const settings = await readSettings(join(dataFolder, 'settings.json'));
  if (typeof settings === 'string') throw new BadInput('BAD_ARGUMENT', settings);
  return settings;
}

/** With the kiosk's mirror, so that its checkpoints are kept there too. Throws `LogFault`. */
export const openOwnLog = (dataFolder: string, settings: Settings, io: CliIo): DecisionLog =>
  openDecisionLog(join(dataFolder, 'decisions.sqlite'), {
    mirror: settings.log.mirror,
    print: io.err,
  });
