// Where a kiosk keeps its log, its settings and its lock. Main process.

import { homedir } from 'node:os';
import { join } from 'node:path';

export interface DataFolderQuery {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The folder of a demo, which must not mix its decisions with real ones; null outside a demo. */
  readonly demoFolder: string | null;
}

/** `$GATELIGHT_DATA`, else the demo's own folder, else the platform's folder for a user's data. */
export function dataFolder({ env, platform, demoFolder }: DataFolderQuery): string {
  const chosen = env['GATELIGHT_DATA'];
  if (chosen !== undefined && chosen !== '') return chosen;
  return demoFolder ?? userFolder(env, platform);
}

function userFolder(env: DataFolderQuery['env'], platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Gatelight');
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Gatelight');
  }
  const xdg = env['XDG_DATA_HOME'];
  // The XDG base directory specification: an empty or relative value counts as unset.
  const base = xdg?.startsWith('/') === true ? xdg : join(homedir(), '.local', 'share');
  return join(base, 'gatelight');
}
