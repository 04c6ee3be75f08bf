// The migrations of the decision log, oldest first; a database's `user_version` counts those it has had. Never edit one that shipped.

import { createDecisions } from './0001-decisions.ts';
import { addCamera } from './0002-camera.ts';

export const migrations: readonly string[] = [createDecisions, addCamera];
