// The scores of one file that an operating point is fitted to. CLI processes.

import { z } from 'zod';
import { padScore } from '#core/pad/index.ts';

const score = z.number().min(0).max(1).transform(padScore);

export const fileMeasurement = z.discriminatedUnion('kind', [
  /**
   * The lowest and highest score by which a decision could have been made: of a still its one score, of a clip those of all windows
   * that a kiosk would have fused.
   */
  z.object({
    kind: z.literal('scored'),
    media: z.enum(['still', 'clip']),
    lowest: score,
    highest: score,
  }),
  /** One line that says why the file has no score. */
  z.object({ kind: z.literal('unscored'), line: z.string() }),
]);
export type FileMeasurement = z.infer<typeof fileMeasurement>;
