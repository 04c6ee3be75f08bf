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
    // JSON Schema's word for it: a console takes it and never shows it.
    .meta({ writeOnly: true })
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

/** A contact on the leaf, which a controller reads: GET, answered with `{"open": true}` or `{"open": false}`. */
const contact = z.strictObject({
  url: url(/^https?$/),
  pollMs: z.number().int().min(100).max(60_000).default(500),
  heldOpenMs: z.number().int().min(1000).max(3_600_000).default(30_000),
  graceMs: z.number().int().min(0).max(30_000).default(2000),
});
export type ContactSettings = z.infer<typeof contact>;

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
  contact: contact.nullable().default(null),
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

/** What the boards with CH340 bridges understand: four bytes, start, channel, operation, sum. */
const lcus = z.strictObject({
  protocol: z.literal('lcus'),
  /**
   * How the board is asked for its state: by a frame (newer boards with one relay), by the byte FF that boards with several answer
   * in text, or not at all. `none` takes bytes that were sent for a relay that moved: an operator's word, not a board's.
   */
  status: z.enum(['frame', 'text', 'none']).default('text'),
});

const command = z.string().min(1).max(64);
/** Commands in plain text; `{channel}` stands for the channel. */
const ascii = z.strictObject({
  protocol: z.literal('ascii'),
  on: command.default('relay on {channel}\r'),
  off: command.default('relay off {channel}\r'),
  query: command.nullable().default('relay read {channel}\r'),
  answerOn: command.default('on'),
  answerOff: command.default('off'),
});

/** A relay board that stays as it was told. */
export const serialDoor = z.strictObject({
  ...common,
  driver: z.literal('serial'),
  /** `/dev/serial/by-id/…` stays the same when devices are plugged in another order. */
  path: z.string().min(1).max(256),
  baudRate: z.number().int().min(300).max(921_600).default(9600),
  channel: z.number().int().min(0).max(255).default(1),
  board: z.discriminatedUnion('protocol', [lcus, ascii]),
});
export type SerialDoorSettings = z.infer<typeof serialDoor>;

const topic = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[^#+\0]+$/, 'must be one topic, without wildcards');

const file = z.string().min(1).max(1024).nullable().default(null);

const mqtt = z.strictObject({
  ...common,
  driver: z.literal('mqtt'),
  /** `mqtts` for TLS; the broker's certificate is always checked. */
  url: url(/^mqtts?$/),
  topic,
  /** Where the controller says that it pulsed; without it the broker's word that somebody listens has to do. */
  confirmTopic: topic.nullable().default(null),
  /** How long the broker keeps an order for a controller that is away. */
  expirySeconds: z.number().int().min(1).max(30).default(5),
  timeoutMs: z.number().int().min(100).max(10_000).default(3000),
  username: z.string().min(1).max(256).nullable().default(null),
  password: secret(1).nullable().default(null),
  /** PEM files: the site's own authority, and what the kiosk shows of itself. */
  caFile: file,
  certFile: file,
  keyFile: file,
});
export type MqttDoorSettings = z.infer<typeof mqtt>;

const door = z.discriminatedUnion('driver', [simulated, http, serialDoor, mqtt]);
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
