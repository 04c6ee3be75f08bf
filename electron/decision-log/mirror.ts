// Writes each checkpoint to a second place, one JSON object a line, so that a log changed with its own key shows. Main process, CLI.

import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Checkpoint } from './checkpoints.ts';

/** A line of the mirror. */
export const mirrorLine = z.object({
  v: z.literal(1),
  count: z.number().int().min(0),
  sha256: z.string().length(64),
  at: z.iso.datetime(),
  bootId: z.string(),
  cause: z.string(),
  keyId: z.string(),
  /** Base64. */
  signature: z.string(),
});
export type MirrorLine = z.infer<typeof mirrorLine>;

export interface Mirror {
  /** Returns at once: a share that hangs must not hold up a decision. Lines keep their order. */
  readonly add: (checkpoint: Checkpoint) => void;
  readonly notices: () => readonly string[];
  /** Resolves when every line so far is written, or has been tried for `PATIENCE_MS`. Never rejects. */
  readonly settled: () => Promise<void>;
}

/** A mirror that cannot be written is said once, stands as a notice until it can be, and costs no decision. */
export function createMirror(file: string | null, print: (line: string) => void): Mirror {
  if (file === null) return NONE;
  let notice: string | null = null;
  let missed: readonly Checkpoint[] = [];
  let work: Promise<void> = Promise.resolve();

  async function write(checkpoint: Checkpoint): Promise<void> {
    // What was missed comes first. A long outage is kept to its newest lines: each vouches for all entries before it.
    missed = [...missed, checkpoint].slice(-MISSED);
    try {
      await appendDurably(
        file ?? '',
        missed.map((each) => `${JSON.stringify(lineOf(each))}\n`).join(''),
      );
      missed = [];
      if (notice !== null) print(`notice: the mirror ${file} is written again`);
      notice = null;
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      const line = `notice: the mirror ${file} cannot be written (${why}); decisions are kept, mend it soon`;
      if (notice === null) print(line);
      notice = line;
    }
  }

  return {
    add(checkpoint) {
      work = work.then(() => write(checkpoint));
    },
    notices: () => (notice === null ? [] : [notice]),
    settled: () => Promise.race([work, setTimeout(PATIENCE_MS, undefined, { ref: false })]),
  };
}

const NONE: Mirror = {
  add: () => undefined,
  notices: () => [],
  settled: () => Promise.resolve(),
};

const MISSED = 1000;
/** A share that hangs must not keep the kiosk from ending. */
const PATIENCE_MS = 2000;

const lineOf = (checkpoint: Checkpoint): MirrorLine => ({
  v: 1,
  count: checkpoint.count,
  sha256: checkpoint.sha256,
  at: new Date(checkpoint.atMs).toISOString(),
  bootId: checkpoint.bootId,
  cause: checkpoint.cause,
  keyId: checkpoint.keyId,
  signature: Buffer.from(checkpoint.signature).toString('base64'),
});

async function appendDurably(file: string, text: string): Promise<void> {
  await using handle = await open(file, 'a', 0o600);
  await handle.appendFile(text);
  await handle.sync();
}
