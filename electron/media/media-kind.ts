// What a file is, by its first bytes: names lie. Command line and API.

/** `animation` is a GIF, which is read like a video. */
export type MediaKind = 'jpeg' | 'png' | 'webp' | 'video' | 'animation' | 'unknown';

/** How many bytes of a file are enough to tell. */
export const SNIFF_BYTES = 16;

export function mediaKind(head: Uint8Array): MediaKind {
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (ascii(head, 0, 'RIFF') && ascii(head, 8, 'WEBP')) return 'webp';
  if (ascii(head, 0, 'GIF8')) return 'animation';
  // MP4 and QuickTime, AVI, Matroska and WebM, Ogg, MPEG.
  if (ascii(head, 4, 'ftyp') || ascii(head, 4, 'moov') || ascii(head, 4, 'mdat')) return 'video';
  if (ascii(head, 0, 'RIFF') && ascii(head, 8, 'AVI ')) return 'video';
  if (startsWith(head, [0x1a, 0x45, 0xdf, 0xa3]) || ascii(head, 0, 'OggS')) return 'video';
  if (startsWith(head, [0x00, 0x00, 0x01, 0xba])) return 'video';
  return 'unknown';
}

export const isStill = (kind: MediaKind): boolean =>
  kind === 'jpeg' || kind === 'png' || kind === 'webp';

const startsWith = (head: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, i) => head[i] === byte);

const ascii = (head: Uint8Array, at: number, text: string): boolean =>
  startsWith(
    head.subarray(at),
    Array.from(text, (character) => character.charCodeAt(0)),
  );
