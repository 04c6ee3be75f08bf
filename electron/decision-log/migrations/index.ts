// The migrations of the decision log, oldest first; a database's `user_version` counts those it has had. Never edit one that shipped.

import type { DatabaseSync } from 'node:sqlite';
import { createDecisions } from './0001-decisions.ts';
import { addCamera } from './0002-camera.ts';
import { chainEntries } from './0003-chain.ts';

/** SQL, or what SQL cannot say. Runs inside a transaction of its caller's. */
export type Migration = string | ((database: DatabaseSync) => void);

export const migrations: readonly Migration[] = [createDecisions, addCamera, chainEntries];
