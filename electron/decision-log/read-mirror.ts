// Reads a mirror's lines. CLI process.

import { readFileSync } from 'node:fs';
import { mirrorLine, type MirrorLine } from './mirror.ts';

/** The lines, or one line that says why they are none. A last line without its end was cut off by a power cut, and is left out. */
export function readMirror(file: string): readonly MirrorLine[] | string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    return `mirror ${file}: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
  const lines: MirrorLine[] = [];
  for (const [i, raw] of text.split('\n').slice(0, -1).entries()) {
    const line = mirrorLine.safeParse(parseJson(raw));
    if (!line.success) return `mirror ${file}: line ${i + 1} is no checkpoint`;
    lines.push(line.data);
  }
  return lines;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
