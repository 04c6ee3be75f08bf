// Whether pictures are kept, and for how long: none, unless an operator decides otherwise. Main process, CLI.

import { z } from 'zod';

export const snapshotSettings = z.strictObject({
  /** Of whose sessions one reduced picture is kept, encrypted: of nobody's, of those who were denied, or of everybody's. */
  keep: z.enum(['none', 'denied', 'all']).default('none'),
  /** They are deleted after so many days, at the kiosk's start and once a day. */
  retentionDays: z.int().min(1).max(3650).default(30),
});
export type SnapshotSettings = z.infer<typeof snapshotSettings>;
