// The migrations of the register, oldest first; a database's `user_version` counts those it has had. Never edit one that shipped.

import { createFaces } from './0001-faces.ts';

/** SQL that runs inside a transaction of its caller's. */
export const migrations: readonly string[] = [createFaces];
