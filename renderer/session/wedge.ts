// Tells a badge reader from a person at a keyboard: a reader is one to the machine, types without a pause and ends with Enter. Pure; renderer.

export interface Wedge {
  /** What was typed so far without a pause. */
  readonly text: string;
  readonly lastAtMs: number;
}

export interface WedgeStep {
  readonly wedge: Wedge;
  /** What the reader read, where this key ended it. */
  readonly badge: string | null;
}

/** A key as it goes down. */
export interface Key {
  readonly key: string;
  readonly atMs: number;
}

export const NOTHING_READ: Wedge = { text: '', lastAtMs: -Infinity };

/** Readers leave 2 to 40 ms between keys; a person's fastest are about 80, and not four in a row. */
const MAX_GAP_MS = 60;
const MIN_LENGTH = 4;
const MAX_LENGTH = 64;

export function stepWedge({ text, lastAtMs }: Wedge, { key, atMs }: Key): WedgeStep {
  const isPause = atMs - lastAtMs > MAX_GAP_MS;
  const before = isPause ? '' : text;
  // A reader holds it down for large letters.
  if (key === 'Shift') return { wedge: { text: before, lastAtMs: atMs }, badge: null };
  if (key === 'Enter') {
    const isBadge = before.length >= MIN_LENGTH && before.length <= MAX_LENGTH;
    return { wedge: NOTHING_READ, badge: isBadge ? before : null };
  }
  if (!BADGE_KEY.test(key)) return { wedge: NOTHING_READ, badge: null };
  return { wedge: { text: before + key, lastAtMs: atMs }, badge: null };
}

const BADGE_KEY = /^[\dA-Za-z:_-]$/;
