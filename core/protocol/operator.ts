// What an operator console may ask of the main side, and how it is refused. Answers are in operator-answers.ts.
// No ask names a door, and none hands in evidence: a console decides nothing but what is logged as its operator's own word.

import { z } from 'zod';
import { PAI_SPECIES } from '#core/pad/index.ts';
import { REASONS } from '#core/session/index.ts';
import { MAX_CAMERA_WORD } from './kiosk-requests.ts';
import { DECISIONS, OUTCOMES } from './log-entry.ts';
import { enrolmentAsks } from './operator-enrolment.ts';

/** `operator` watches, assists, releases and reads decisions; `administrator` also does everything else. */
export const ROLES = ['operator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** A passphrase is for typing at a kiosk: longer than a PIN, and never cut. */
export const MIN_PASSPHRASE = 10;
const passphrase = z.string().min(MIN_PASSPHRASE).max(256);
const anyPassphrase = z.string().min(1).max(256);
/** As it is shown; compared without regard to case. */
const name = z.string().trim().min(1).max(64);
/** Why an operator did what they did: required wherever a door may move. */
const reason = z.string().trim().min(3).max(300);
const time = z.number().int().min(0);
const credentialId = z.string().min(1).max(64);
/** From then on a badge or PIN opens nothing; null for one that stays. */
const expiresAt = z.iso.datetime().nullable();

export const entryFilter = z.strictObject({
  /** Milliseconds of the wall clock, the first one included and the last one not. */
  fromMs: time.nullable(),
  toMs: time.nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  decision: z.enum(DECISIONS).nullable(),
  reason: z.enum(REASONS).nullable(),
  /** Door faults, overrides, sign-ins and the like as well as decisions. */
  events: z.boolean(),
});
export type EntryFilter = z.infer<typeof entryFilter>;

/** By the setting's name, as `door.pulseMs`. */
const changes = z.record(z.string().min(1).max(64), z.json());

/** What was held before the camera, by the operator's word. */
const presented = z.enum(['bona-fide', ...PAI_SPECIES]);

export const operatorAsk = z.discriminatedUnion('ask', [
  /** The only asks that need no sign-in: status, set-up, sign-in. */
  z.strictObject({ ask: z.literal('status') }),
  /** The first administrator, only while there is none. Signs in as well. */
  z.strictObject({ ask: z.literal('set-up'), name, passphrase }),
  z.strictObject({ ask: z.literal('sign-in'), name, passphrase: anyPassphrase }),
  z.strictObject({ ask: z.literal('sign-out') }),

  z.strictObject({ ask: z.literal('live:watch'), on: z.boolean() }),
  z.strictObject({ ask: z.literal('assisted:start') }),
  z.strictObject({ ask: z.literal('assisted:cancel') }),
  z.strictObject({ ask: z.literal('assisted:decide'), decision: z.enum(DECISIONS), reason }),
  z.strictObject({ ask: z.literal('release'), reason, extended: z.boolean() }),

  z.strictObject({
    ask: z.literal('decisions:page'),
    ...entryFilter.shape,
    limit: z.number().int().min(1).max(200),
    /** Entries with a smaller sequence only: `next` of the page before. */
    before: z.number().int().min(1).nullable(),
  }),
  /** At most 400 buckets. */
  z.strictObject({
    ask: z.literal('decisions:tally'),
    fromMs: time,
    toMs: time,
    bucketMs: z.number().int().min(60_000),
  }),
  z.strictObject({ ask: z.literal('decisions:verify') }),
  z.strictObject({
    ask: z.literal('decisions:export'),
    format: z.enum(['csv', 'jsonl']),
    filter: entryFilter,
  }),

  z.strictObject({ ask: z.literal('settings:read') }),
  z.strictObject({ ask: z.literal('settings:check'), changes }),
  z.strictObject({ ask: z.literal('settings:write'), changes }),
  z.strictObject({ ask: z.literal('door:test'), reason }),

  z.strictObject({ ask: z.literal('camera:report') }),
  z.strictObject({
    ask: z.literal('camera:choose'),
    /** Null lets the kiosk take any camera that is real. */
    label: z.string().min(1).max(MAX_CAMERA_WORD).nullable(),
    deviceId: z.string().min(1).max(MAX_CAMERA_WORD).nullable(),
  }),
  z.strictObject({ ask: z.literal('calibrate:state') }),
  /** Records one presentation; answers when it is recorded. */
  z.strictObject({ ask: z.literal('calibrate:collect'), presented }),
  z.strictObject({
    ask: z.literal('calibrate:fit'),
    /** Keep the recordings afterwards. They show people. */
    keep: z.boolean(),
  }),
  z.strictObject({ ask: z.literal('calibrate:discard') }),

  ...enrolmentAsks,

  z.strictObject({ ask: z.literal('operators:list') }),
  z.strictObject({ ask: z.literal('operators:add'), name, role: z.enum(ROLES), passphrase }),
  z.strictObject({ ask: z.literal('operators:remove'), name }),
  z.strictObject({ ask: z.literal('credentials:list') }),
  z.strictObject({
    ask: z.literal('credentials:add'),
    kind: z.enum(['pin', 'badge']),
    /** Whose it is. */
    name,
    /** The digits of a PIN or what the badge reader types. */
    secret: z.string().min(4).max(128),
    expiresAt,
  }),
  z.strictObject({
    ask: z.literal('credentials:change'),
    id: credentialId,
    change: z.union([z.strictObject({ disabled: z.boolean() }), z.strictObject({ expiresAt })]),
  }),
  z.strictObject({ ask: z.literal('credentials:remove'), id: credentialId }),
]);
export type OperatorAsk = z.infer<typeof operatorAsk>;
export type OperatorAskName = OperatorAsk['ask'];

export const operatorRefusal = z.discriminatedUnion('code', [
  z.object({ code: z.literal('not-signed-in'), message: z.string() }),
  /** The role does not do. */
  z.object({ code: z.literal('not-allowed'), message: z.string() }),
  z.object({
    code: z.literal('throttled'),
    message: z.string(),
    retryAfterMs: z.number().int().min(0),
  }),
  /** The name or the passphrase: which one is not said. */
  z.object({ code: z.literal('wrong-passphrase'), message: z.string() }),
  z.object({ code: z.literal('invalid'), message: z.string(), field: z.string() }),
  /** Another ask, or a session, has to end first. */
  z.object({ code: z.literal('busy'), message: z.string() }),
  z.object({ code: z.literal('unavailable'), message: z.string() }),
]);
export type OperatorRefusal = z.infer<typeof operatorRefusal>;
