// What the log keeps beside decisions: each kind with its detail, bounded before it is written. Main process, CLI.

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { personalDigest, type Json } from './canonical.ts';

const word = z.string().min(1).max(128);
const sentence = z.string().max(500);

/** Personal fields (`operator`) lie beside the chain, which covers a salted digest of them: they can be deleted. */
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
  }),
  z.strictObject({
    kind: z.literal('settings-changed'),
    operator: word.nullable(),
    /** Names of the settings, as `door.pulseMs`. Their values may be secrets. */
    changed: z.array(word).max(64),
    settingsSha256: z.string().length(64),
  }),
]);
/** What a caller may log. */
export type LogEvent = z.infer<typeof logEvent>;

/** What the log says of itself: entries that it took over unchained, entries that retention removed. */
export type OwnEvent =
  | { readonly kind: 'log-migrated'; readonly entries: number; readonly missing: number }
  | { readonly kind: 'pruned'; readonly through: number; readonly retentionDays: number };

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
  const event = logEvent.parse(raw);
  if (!('operator' in event)) return ownEventBody(event);
  const { kind, operator, ...detail } = event;
  if (operator === null) return { body: { event: kind, detail, personal: {} }, personal: [] };
  const salt = randomBytes(16).toString('hex');
  return {
    body: { event: kind, detail, personal: { operator: personalDigest(salt, operator) } },
    personal: [{ field: 'operator', salt, value: operator }],
  };
}

type Impersonal = Exclude<LogEvent, { operator: unknown }> | OwnEvent;

export function ownEventBody({ kind, ...detail }: Impersonal): EventBody {
  return { body: { event: kind, detail, personal: {} }, personal: [] };
}
