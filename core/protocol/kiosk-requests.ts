// The one typed map of what a page may ask of the main side, and how a frame looks on a binary socket.

import { z } from 'zod';
import { CREDENTIAL_KINDS } from '#core/access/index.ts';
import type { OpenedCamera } from '#core/camera/index.ts';
import type { Frame, Ms, Size } from '#core/frame/index.ts';

/** Largest frame side that is accepted from a page, in pixels. */
export const MAX_FRAME_SIDE = 1920;
const FRAME_HEADER_BYTES = 8;

/** Longer than any device's own: a page cuts what it sends. */
export const MAX_CAMERA_WORD = 200;

/** Longer than any that is one. */
const MAX_CREDENTIAL = 128;

const word = z.string().max(MAX_CAMERA_WORD);
const measure = z.number().min(0).nullable();
const openedCamera: z.ZodType<OpenedCamera> = z.object({
  label: word,
  deviceId: word,
  groupId: word,
  width: measure,
  height: measure,
  frameRate: measure,
  facingMode: word.nullable(),
});

const side = z.number().int().min(16).max(MAX_FRAME_SIDE);

/** One frame as the page offers it: upright, unmirrored RGBA. */
export const offeredFrame = z
  .object({
    width: side,
    height: side,
    data: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    /** The page's own time of capture in whole milliseconds, modulo 2^32; only its advance means anything. */
    takenAtMs: z
      .number()
      .int()
      .min(0)
      .max(2 ** 32 - 1),
  })
  .refine((frame) => frame.data.byteLength === frame.width * frame.height * 4, {
    message: 'data must hold width * height * 4 bytes',
  });
export type OfferedFrame = z.infer<typeof offeredFrame>;

const presented = z.object({
  kind: z.enum(CREDENTIAL_KINDS),
  value: z.string().min(1).max(MAX_CREDENTIAL),
});
export type PresentedCredential = z.infer<typeof presented>;

/** Parsers of the inputs, by request. The types of the bridge follow from them. */
export const kioskRequests = {
  'session:start': z.object({}),
  'session:cancel': z.object({}),
  /** More time for the session that runs; where none does, a session that has it. */
  'session:more-time': z.object({}),
  /** Once a second, by a page that has something to show. */
  'page:alive': z.object({}),
  /** Before the first frame, and again whenever a camera was opened. */
  'camera:opened': openedCamera,
  /** Resolves once the frame was judged: that is the credit for the next one. */
  'frame:offer': offeredFrame,
  /** A badge that was read or a PIN that was typed; what comes of it is in the view. */
  'access:present': presented,
  /** Somebody at the door asks for a member of staff. */
  'access:call': z.object({}),
  /** Anything that an operator console asks; what is wrong with it is its answer. */
  'operator:ask': z.object({ ask: z.unknown() }),
} as const;

export type KioskRequest = keyof typeof kioskRequests;

/** The bridge of a page: one function per request. All but the operator's resolve with nothing; verdicts come only as `SessionView`. */
export type KioskApi = {
  readonly [R in KioskRequest]: (
    input: z.infer<(typeof kioskRequests)[R]>,
  ) => Promise<R extends 'operator:ask' ? unknown : void>;
};

/** A frame as the main side has it: `capturedAt` is the host's own clock, which the page's is held against. */
export interface ReceivedFrame {
  readonly frame: Frame;
  readonly takenAtMs: number;
}

/** A frame of the page with the host's time on it. */
export const receivedFrame = (
  { takenAtMs, ...picture }: OfferedFrame,
  capturedAt: Ms,
): ReceivedFrame => ({ frame: { ...picture, capturedAt }, takenAtMs });

/**
 * Splits a binary socket message into a frame: u16 width, u16 height, u32 capture time (ms), big endian, then RGBA.
 */
export function parseSocketFrame(bytes: Uint8Array, capturedAt: Ms): ReceivedFrame | FrameFault {
  if (bytes.byteLength < FRAME_HEADER_BYTES) return malformed('shorter than its 8-byte header');
  const header = new DataView(bytes.buffer, bytes.byteOffset, FRAME_HEADER_BYTES);
  const size = { width: header.getUint16(0), height: header.getUint16(2) };
  const tooLarge = frameTooLarge(size);
  if (tooLarge !== null) return tooLarge;
  const parsed = offeredFrame.safeParse({
    ...size,
    data: bytes.subarray(FRAME_HEADER_BYTES),
    takenAtMs: header.getUint32(4),
  });
  return parsed.success
    ? receivedFrame(parsed.data, capturedAt)
    : malformed(parsed.error.issues[0]?.message ?? 'malformed');
}

/** What is wrong with a message that is not a frame. */
export interface FrameFault {
  readonly fault: 'malformed' | 'too-large';
  readonly message: string;
}

const malformed = (what: string): FrameFault => ({ fault: 'malformed', message: `frame: ${what}` });

/** What is wrong with a picture of this size, if anything. */
const frameTooLarge = ({ width, height }: Size): FrameFault | null =>
  Math.max(width, height) > MAX_FRAME_SIDE
    ? { fault: 'too-large', message: `frame: at most ${MAX_FRAME_SIDE} pixels a side` }
    : null;

/** The header that goes before the RGBA bytes of a frame on a socket. */
export function socketFrameHeader({
  width,
  height,
  takenAtMs,
}: Omit<OfferedFrame, 'data'>): Uint8Array {
  const header = new Uint8Array(FRAME_HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint16(0, width);
  view.setUint16(2, height);
  view.setUint32(4, takenAtMs);
  return header;
}

/** Text messages of the appliance's socket, page to host. */
export const socketRequest = z.discriminatedUnion('request', [
  z.object({ request: z.literal('session:start') }),
  z.object({ request: z.literal('session:cancel') }),
  z.object({ request: z.literal('session:more-time') }),
  z.object({ request: z.literal('page:alive') }),
  z.object({ request: z.literal('camera:opened'), camera: openedCamera }),
  z.object({ request: z.literal('access:present'), credential: presented }),
  z.object({ request: z.literal('access:call') }),
  /** `id` comes back with the reply. */
  z.object({ request: z.literal('operator:ask'), id: z.number().int(), ask: z.unknown() }),
]);
export type SocketRequest = z.infer<typeof socketRequest>;

/** Text messages of the appliance's socket, host to page. */
export const socketPush = z.discriminatedUnion('type', [
  z.object({ type: z.literal('view'), view: z.unknown() }),
  /** The frame in flight was judged (or refused): the next one may be sent. */
  z.object({ type: z.literal('credit') }),
  z.object({ type: z.literal('operator:reply'), id: z.number().int(), reply: z.unknown() }),
  z.object({ type: z.literal('operator:live'), live: z.unknown() }),
  z.object({ type: z.literal('error'), code: z.string(), message: z.string() }),
]);
export type SocketPush = z.infer<typeof socketPush>;
