// The one typed map of what a page may ask of the main side, and how a frame looks on a binary socket.

import { z } from 'zod';
import { ms, type Frame, type Ms } from '#core/frame/index.ts';

/** Largest frame side that is accepted from a page, in pixels. */
export const MAX_FRAME_SIDE = 1920;
const FRAME_HEADER_BYTES = 8;

const side = z.number().int().min(16).max(MAX_FRAME_SIDE);

/** One frame as the page offers it: upright, unmirrored RGBA. */
export const offeredFrame = z
  .object({
    width: side,
    height: side,
    data: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  })
  .refine((frame) => frame.data.byteLength === frame.width * frame.height * 4, {
    message: 'data must hold width * height * 4 bytes',
  });
export type OfferedFrame = z.infer<typeof offeredFrame>;

/** Parsers of the inputs, by request. The types of the bridge follow from them. */
export const kioskRequests = {
  'session:start': z.object({}),
  'session:cancel': z.object({}),
  /** Resolves once the frame was judged: that is the credit for the next one. */
  'frame:offer': offeredFrame,
} as const;

export type KioskRequest = keyof typeof kioskRequests;

/** The bridge of a page: one function per request, each resolving with nothing; verdicts come only as `SessionView`. */
export type KioskApi = {
  readonly [R in KioskRequest]: (input: z.infer<(typeof kioskRequests)[R]>) => Promise<void>;
};

/**
 * Splits a binary socket message into a frame: u16 width, u16 height, u32 capture time (ms), big endian, then RGBA.
 * `capturedAt` is the host's own clock: the time in the header is the page's and is not trusted.
 * Returns a line that says what is wrong with a message that is not a frame.
 */
export function parseSocketFrame(bytes: Uint8Array, capturedAt: Ms): Frame | string {
  if (bytes.byteLength < FRAME_HEADER_BYTES) return 'frame: shorter than its 8-byte header';
  const header = new DataView(bytes.buffer, bytes.byteOffset, FRAME_HEADER_BYTES);
  const parsed = offeredFrame.safeParse({
    width: header.getUint16(0),
    height: header.getUint16(2),
    data: bytes.subarray(FRAME_HEADER_BYTES),
  });
  if (!parsed.success) return `frame: ${parsed.error.issues[0]?.message ?? 'malformed'}`;
  return { ...parsed.data, capturedAt };
}

/** The header that goes before the RGBA bytes of a frame on a socket. */
export function socketFrameHeader(width: number, height: number, capturedAtMs: number): Uint8Array {
  const header = new Uint8Array(FRAME_HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint16(0, width);
  view.setUint16(2, height);
  view.setUint32(4, Math.max(0, Math.round(capturedAtMs)) % 2 ** 32);
  return header;
}

/** A frame of the page with the host's time on it. */
export const receivedFrame = (offered: OfferedFrame, capturedAtMs: number): Frame => ({
  ...offered,
  capturedAt: ms(capturedAtMs),
});

/** Text messages of the appliance's socket, page to host. */
export const socketRequest = z.object({
  request: z.enum(['session:start', 'session:cancel']),
});

/** Text messages of the appliance's socket, host to page. */
export const socketPush = z.discriminatedUnion('type', [
  z.object({ type: z.literal('view'), view: z.unknown() }),
  /** The frame in flight was judged (or refused): the next one may be sent. */
  z.object({ type: z.literal('credit') }),
  z.object({ type: z.literal('error'), code: z.string(), message: z.string() }),
]);
export type SocketPush = z.infer<typeof socketPush>;
