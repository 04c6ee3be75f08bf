// What the kiosk and the dead-man say to each other. Both processes.

import { z } from 'zod';
import { DOOR_FAULTS } from '#core/access/index.ts';

export const toDeadMan = z.discriminatedUnion('type', [
  z.object({ type: z.literal('pulse'), id: z.string(), pulseMs: z.number() }),
  /** At once, whatever runs. */
  z.object({ type: z.literal('off') }),
]);
export type ToDeadMan = z.infer<typeof toDeadMan>;

export const fromDeadMan = z.discriminatedUnion('type', [
  /** The port is open and the relay is off. */
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('on'), id: z.string() }),
  z.object({ type: z.literal('off') }),
  /** `id` is null where no pulse is to blame. */
  z.object({
    type: z.literal('fault'),
    id: z.string().nullable(),
    code: z.enum(DOOR_FAULTS),
    why: z.string(),
  }),
]);
export type FromDeadMan = z.infer<typeof fromDeadMan>;
