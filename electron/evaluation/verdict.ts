// What the engine said of one file, as it travels from a judging process and as it is kept on disk. CLI processes.

import { z } from 'zod';
import { PAI_SPECIES, padScore } from '#core/pad/index.ts';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';

const score = z.number().min(0).max(1).transform(padScore);

export const fileVerdict = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('judged'),
    media: z.enum(['still', 'clip']),
    outcome: z.enum(['bona-fide', 'attack', 'non-response']),
    /** Null without a judgement. */
    score: score.nullable(),
    issue: z.enum(CAPTURE_ISSUES).nullable(),
    pai: z
      .object({ species: z.enum(PAI_SPECIES), confidence: z.number().min(0).max(1) })
      .nullable(),
    elapsedMs: z.number().nonnegative(),
  }),
  /** Not a picture or video that can be judged; counted apart. */
  z.object({ kind: z.literal('bad'), code: z.string(), message: z.string() }),
]);
export type FileVerdict = z.infer<typeof fileVerdict>;
export type JudgedVerdict = Extract<FileVerdict, { kind: 'judged' }>;
