// Entries of the decision log as they are listed: by the command line, by exports and by the operator console.

import { z } from 'zod';
import { ACTIONS } from '#core/challenge/index.ts';
import { IDENTITY_DEMANDS, IDENTITY_REFUSALS } from '#core/identity/index.ts';
import { REASONS } from '#core/session/index.ts';

export const OUTCOMES = ['bona-fide', 'attack', 'non-response'] as const;
export const DECISIONS = ['grant', 'deny'] as const;

const chained = {
  sequence: z.number().int(),
  id: z.string(),
  /** ISO 8601, UTC. For people: the order is the sequence's. */
  at: z.string(),
  sha256: z.string(),
};

/** A decision as it is listed: one JSON object a line in `gatelight log list --json`. */
const logEntry = z.object({
  ...chained,
  kind: z.literal('decision'),
  sessionId: z.string(),
  /** `assisted`: an operator watched, and the door was theirs to move. */
  host: z.enum(['kiosk', 'demo', 'assisted', 'cli', 'api']),
  policy: z.object({ name: z.string(), sha256: z.string() }),
  outcome: z.enum(OUTCOMES),
  decision: z.enum(DECISIONS),
  reasons: z.array(z.enum(REASONS)),
  /** Null where no frame was judged. */
  score: z.number().nullable(),
  passed: z.array(z.enum(ACTIONS)),
  /** A medical mask was worn, by the policy's leave. Absent from before masks could be allowed. */
  medicalMask: z.boolean().default(false),
  /** The subject had asked for more time. Absent from before they could. */
  extendedTime: z.boolean().default(false),
  durationMs: z.number(),
  models: z.record(z.string(), z.string()),
  /** Null where there was none, or none was noted yet. `virtual` stands for an operator's override. */
  camera: z.object({ label: z.string(), virtual: z.boolean() }).nullable(),
  /** Absent where nobody asked who it was. Who it was found to be lies beside the chain. */
  identity: z
    .object({
      demand: z.enum(IDENTITY_DEMANDS).exclude(['liveness']),
      /** Null where somebody was recognised. */
      refusal: z.enum(IDENTITY_REFUSALS).nullable(),
      similarity: z.number().nullable(),
      margin: z.number().nullable(),
    })
    .exactOptional(),
  /** Digests of what lies beside the chain; absent where nothing does. */
  personal: z.record(z.string(), z.string()).exactOptional(),
});
export type LogEntry = z.infer<typeof logEntry>;

const eventEntry = z.object({
  ...chained,
  kind: z.literal('event'),
  event: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** Digests; who it was lies beside the chain and may have been deleted. */
  personal: z.record(z.string(), z.string()),
});
export type EventEntry = z.infer<typeof eventEntry>;

export const anyEntry = z.discriminatedUnion('kind', [logEntry, eventEntry]);

/** For operators only: with the words beside the chain, where nobody has deleted them. */
const names = z.record(z.string(), z.string());
export const namedEntry = z.discriminatedUnion('kind', [
  logEntry.extend({ names }),
  eventEntry.extend({ names }),
]);
export type NamedEntry = z.infer<typeof namedEntry>;
