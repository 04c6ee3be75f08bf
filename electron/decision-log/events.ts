// What the log keeps beside decisions: each kind with its detail, bounded before it is written. Main process, CLI.

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PASSAGE_REFUSALS } from '#core/access/index.ts';
import { personalDigest, type Json } from './canonical.ts';

const word = z.string().min(1).max(128);
const sentence = z.string().max(500);

/** Personal fields (`operator`, `person`, `externalId`) lie beside the chain, which covers a salted digest of them: they can be deleted. */
const logEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('door-opened'),
    door: word,
    decisionId: word.nullable(),
  }),
  z.strictObject({
    kind: z.literal('door-fault'),
    door: word,
    decisionId: word.nullable(),
    reason: sentence,
  }),
  z.strictObject({
    kind: z.literal('override'),
    door: word,
    operator: word,
    reason: sentence,
    /** Why an operator moved it: at their own word, after a session that they watched, to try it. Absent from before there were several. */
    cause: z.enum(['release', 'assisted', 'test']).exactOptional(),
    /** The decision of the session that was watched. */
    decisionId: word.nullable().exactOptional(),
    /** With the pulse for people who need more time. */
    extended: z.boolean().exactOptional(),
  }),
  /** An operator watched a session and let its subject not pass. */
  z.strictObject({
    kind: z.literal('assisted-denial'),
    door: word,
    operator: word,
    reason: sentence,
    decisionId: word.nullable(),
  }),
  z.strictObject({
    kind: z.literal('signed-in'),
    operator: word,
    role: word,
  }),
  z.strictObject({
    kind: z.literal('sign-in-failed'),
    /** Null where the name is nobody's: it may be anything, a passphrase included. */
    operator: word.nullable(),
    /** Failures in a row, on this kiosk. */
    failures: z.int(),
  }),
  z.strictObject({
    kind: z.literal('signed-out'),
    operator: word,
    how: z.enum(['asked', 'idle', 'page-gone']),
  }),
  z.strictObject({
    kind: z.literal('operators-changed'),
    operator: word,
    change: z.enum(['set-up', 'added', 'removed']),
    person: word,
    role: word,
  }),
  z.strictObject({
    kind: z.literal('credentials-changed'),
    operator: word,
    change: z.enum(['added', 'removed', 'disabled', 'enabled', 'expiry-set']),
    /** With `expiry-set`: the moment from which it opens nothing, or null. */
    until: word.nullable().exactOptional(),
    credential: word,
    type: word,
    person: word.nullable(),
  }),
  /** A badge or PIN was right, and the door is about to be opened on it. */
  z.strictObject({
    kind: z.literal('credential-accepted'),
    door: word,
    credential: word,
    type: word,
    person: word,
  }),
  /** What was shown or typed is not kept. */
  z.strictObject({
    kind: z.literal('credential-refused'),
    door: word,
    type: word,
    reason: z.enum(['unknown', 'expired', 'disabled', 'throttled', ...PASSAGE_REFUSALS]),
    /** Null where it is nobody's. */
    credential: word.nullable(),
    person: word.nullable(),
  }),
  /** Somebody at the door asked for a member of staff. */
  z.strictObject({ kind: z.literal('staff-called'), door: word }),
  z.strictObject({
    kind: z.literal('calibrated'),
    operator: word,
    calibrationSha256: z.string().length(64),
  }),
  z.strictObject({
    kind: z.literal('log-exported'),
    operator: word,
    format: word,
  }),
  z.strictObject({
    kind: z.literal('settings-changed'),
    operator: word.nullable(),
    /** Names of the settings, as `door.pulseMs`. Their values may be secrets. */
    changed: z.array(word).max(64),
    settingsSha256: z.string().length(64),
  }),
  /** Who may ask the API. */
  z.strictObject({
    kind: z.literal('api-keys-changed'),
    operator: word,
    change: z.enum(['added', 'revoked']),
    /** The id of the key. */
    key: word,
    name: word,
  }),
  /** A request of the API: what it asked of the engine and what that said, without what was sent. */
  z.strictObject({
    kind: z.literal('api-checked'),
    contract: word,
    request: word,
    /** The id of the key. */
    key: word,
    outcome: z.enum(['bona-fide', 'attack', 'non-response']),
    score: z.number().min(0).max(1).nullable(),
    issue: word.nullable(),
    species: word.nullable(),
  }),
  z.strictObject({
    kind: z.literal('face-enrolled'),
    collection: word,
    face: word,
    /** `skipped` where the caller said so: then nobody judged whether the picture was of a live person. */
    liveness: z.enum(['checked', 'skipped']),
    score: z.number().min(0).max(1).nullable(),
    externalId: word,
    /** Who did it at the kiosk's desk. */
    operator: word.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('face-deleted'),
    collection: word,
    face: word,
    cause: z.enum(['request', 'collection-removed', 'expired']),
    /** Null where the face could not be read any more. */
    externalId: word.nullable(),
    operator: word.exactOptional(),
  }),
  /** A picture of the session lies encrypted beside the log; the digest is of the file. */
  z.strictObject({
    kind: z.literal('snapshot-kept'),
    decisionId: word,
    sha256: z.string().length(64),
  }),
  z.strictObject({ kind: z.literal('snapshot-shown'), decisionId: word }),
  z.strictObject({
    kind: z.literal('snapshot-deleted'),
    decisionId: word,
    cause: z.enum(['request', 'expired']),
  }),
]);
/** What a caller may log. */
export type LogEvent = z.infer<typeof logEvent>;

/** What the log says of itself: entries that it took over unchained, entries that retention removed, names that were deleted. */
export type OwnEvent =
  | { readonly kind: 'log-migrated'; readonly entries: number; readonly missing: number }
  | { readonly kind: 'pruned'; readonly through: number; readonly retentionDays: number }
  /** A name was deleted beside so many entries. Whose it was is just what nobody is to know any more. */
  | { readonly kind: 'personal-erased'; readonly entries: number };

export interface PersonalField {
  readonly field: string;
  readonly salt: string;
  readonly value: string;
}

export interface EventBody {
  readonly body: Json;
  readonly personal: readonly PersonalField[];
}

/** Throws zod's error for a detail that is not bounded or not known. */
export function eventBody(raw: LogEvent): EventBody {
  const { kind, ...fields } = logEvent.parse(raw);
  const detail: Record<string, Json> = {};
  const digests: Record<string, string> = {};
  const personal: PersonalField[] = [];
  for (const [field, value] of Object.entries<Json | undefined>(fields)) {
    if (value === undefined) continue;
    if (!PERSONAL.has(field)) {
      detail[field] = value;
      continue;
    }
    // Nobody, or nobody known: there is nothing to keep.
    if (typeof value !== 'string') continue;
    const salted = saltedField(field, value);
    digests[field] = salted.digest;
    personal.push(salted.beside);
  }
  return { body: { event: kind, detail, personal: digests }, personal };
}

/** A name as it lies beside the chain, and what the chain keeps of it. */
export function saltedField(
  field: string,
  value: string,
): { readonly digest: string; readonly beside: PersonalField } {
  const salt = randomBytes(16).toString('hex');
  return { digest: personalDigest(salt, value), beside: { field, salt, value } };
}

/** Fields that are a person's name, whichever event has them. */
const PERSONAL: ReadonlySet<string> = new Set(['operator', 'person', 'externalId']);

export function ownEventBody({ kind, ...detail }: OwnEvent): EventBody {
  return { body: { event: kind, detail, personal: {} }, personal: [] };
}
