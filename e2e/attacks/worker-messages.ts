// What the battery's processes say to each other. Node.

import { z } from 'zod';

export const task = z.object({
  entry: z.string(),
  seed: z.number().int().min(0),
  /** Production sessions are judged strictly. */
  strict: z.boolean(),
});
export type Task = z.infer<typeof task>;

export const result = z.object({
  decision: z.enum(['grant', 'deny']),
  outcome: z.enum(['bona-fide', 'attack', 'non-response']),
  reasons: z.array(z.string()),
  passed: z.array(z.string()),
  decisionMs: z.number().nullable(),
  pulsed: z.boolean(),
  replays: z.boolean(),
});
export type Result = z.infer<typeof result>;

export const answer = z.union([
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('held'), result }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
export type Answer = z.infer<typeof answer>;
