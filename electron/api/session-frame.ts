// What a client of contract 2 sends: one binary message into one frame, or what is wrong with it. Main process of the API.

import { ms } from '#core/frame/index.ts';
import { MAX_FRAME_SIDE, parseSocketFrame, type FrameFault } from '#core/protocol/index.ts';
import type { Picture, SessionsPort } from './ports.ts';

/** An RGBA frame of the largest size, with its header. */
export const LARGEST_FRAME = MAX_FRAME_SIDE * MAX_FRAME_SIDE * 4 + 8;

interface ReadFrame {
  readonly picture: Picture;
  readonly takenAtMs: number | null;
}

/** No picture begins like the header of a raw frame that we would take: its first two bytes would be a width of 20,000 and more. */
export async function readFrame(
  bytes: Uint8Array,
  { decode }: SessionsPort,
): Promise<ReadFrame | FrameFault> {
  if (bytes.length > LARGEST_FRAME) {
    return { fault: 'too-large', message: `frame: at most ${LARGEST_FRAME} bytes` };
  }
  if (isPicture(bytes)) {
    const picture = await decode(bytes);
    return 'fault' in picture ? picture : { picture, takenAtMs: null };
  }
  const raw = parseSocketFrame(bytes, ms(0));
  return 'fault' in raw ? raw : { picture: raw.frame, takenAtMs: raw.takenAtMs };
}

const WIDEST_HEADER = 0x5000;
const isPicture = (bytes: Uint8Array): boolean =>
  ((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0) >= WIDEST_HEADER;
