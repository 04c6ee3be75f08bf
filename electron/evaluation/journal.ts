// The verdicts of an evaluation, one JSON object a line, written as they come: an interrupted run goes on where it stopped. CLI process.

import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { MaterialFile } from './material.ts';
import { fileVerdict, type FileVerdict } from './verdict.ts';

const line = z.object({
  file: z.string(),
  bytes: z.number(),
  modifiedMs: z.number(),
  /** What judged: a fingerprint of engine, models and policy. */
  run: z.string(),
  verdict: fileVerdict,
});

export interface Journal extends Disposable {
  /** The verdict that this very engine gave on this very file, or null. */
  readonly recall: (file: MaterialFile) => FileVerdict | null;
  readonly append: (file: MaterialFile, verdict: FileVerdict) => void;
}

/** Opens or begins the journal at `path`. `run` is the fingerprint of what judges now: verdicts of anything else are not recalled. */
export function openJournal(path: string, run: string): Journal {
  mkdirSync(dirname(path), { recursive: true });
  const text = readOrEmpty(path);
  const known = new Map(
    text.split('\n').flatMap((json) => {
      const parsed = line.safeParse(parseJson(json));
      // A bad file is looked at again: what was missing (ffmpeg, a permission) may be there now.
      if (!parsed.success || parsed.data.run !== run || parsed.data.verdict.kind === 'bad') {
        return [];
      }
      return [[keyOf(parsed.data), parsed.data.verdict] as const];
    }),
  );
  const file = openSync(path, 'a', 0o600);
  // The last line of a run that was killed may lack its end.
  if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n');
  return {
    recall: (material) => known.get(keyOf(material)) ?? null,
    append: ({ file: name, bytes, modifiedMs }, verdict) => {
      appendFileSync(file, `${JSON.stringify({ file: name, bytes, modifiedMs, run, verdict })}\n`);
    },
    [Symbol.dispose]: () => closeSync(file),
  };
}

const keyOf = ({
  file,
  bytes,
  modifiedMs,
}: Pick<MaterialFile, 'file' | 'bytes' | 'modifiedMs'>): string =>
  JSON.stringify([file, bytes, modifiedMs]);

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** Undefined for what is no JSON, which then is no line either. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
