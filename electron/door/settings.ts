// The door's settings: its driver and what that one needs, its pulse, its hours. Main process, CLI.

import { z } from 'zod';
import { WEEKDAYS } from '#core/access/index.ts';
import { productionPolicy } from '#core/session/index.ts';
import { Secret } from './secret.ts';

/** A relay gets a pulse, never "on": long enough to push a door, short enough to shut behind one person. */
const pulse = z.number().int().min(100).max(30_000);

const secret = (shortest: number): z.ZodType<Secret> =>
  z
    .string()
    .min(shortest)
    .max(256)
    .transform((word) => new Secret(word));

const url = (protocol: RegExp): z.ZodType<URL> =>
  z
    .url({ protocol, error: 'must be a whole address of the right kind' })
    .transform((text) => new URL(text))
    // A password in an address would be printed with it.
    .refine(({ username, password }) => username === '' && password === '', {
      error: 'must not hold a user or a password',
    });

/** `HH:MM` as minutes of the day. */
const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const hours = z.strictObject({ from: clockTime, to: clockTime });

const schedule = z.partialRecord(z.enum(WEEKDAYS), z.array(hours).max(8));

/** What every door has. */
const common = {
  id: z.string().min(1).max(64).default('front'),
  pulseMs: pulse.default(productionPolicy.doorPulseMs),
  /** For whoever needs more time to pass. */
  extendedPulseMs: pulse.default(15_000),
  /** Gives everybody the extended pulse: for the entrance that slow users take. */
  extended: z.boolean().default(false),
  /** Hours in which people are let in, by day and in the machine's local time; null for always. */
  schedule: schedule.nullable().default(null),
  /** How long after a passage the next one is refused. 0 for not at all. */
  antiPassbackMs: z.number().int().min(0).max(86_400_000).default(0),
};

const simulated = z.strictObject({ ...common, driver: z.literal('simulated') });

const http = z.strictObject({
  ...common,
  driver: z.literal('http'),
  url: url(/^https?$/),
  /** Shared with the controller, which checks the signature with it. */
  secret: secret(32),
  /** For one attempt. */
  timeoutMs: z.number().int().min(100).max(10_000).default(2000),
  attempts: z.number().int().min(1).max(5).default(3),
  /** PEM file of an authority of the site's own. */
  caFile: z.string().min(1).nullable().default(null),
});
export type HttpDoorSettings = z.infer<typeof http>;

const door = z.discriminatedUnion('driver', [simulated, http]);
export type DoorSettings = z.infer<typeof door>;

/** A demo moves nothing, whatever driver is set. */
export const demoDoorSettings = ({ id, pulseMs }: DoorSettings): DoorSettings =>
  door.parse({ driver: 'simulated', id, pulseMs });

/** A door without a driver is a simulated one. */
export const doorSettings = z.preprocess(withDriver, door);

function withDriver(raw: unknown): unknown {
  const isObject = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  return isObject && !('driver' in raw) ? { driver: 'simulated', ...raw } : raw;
}
