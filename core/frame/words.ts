// Pixels as 32-bit words: one read gives all channels of a pixel, and one addition adds red and blue. Pure; inference worker.

import type { Frame } from './frame.ts';

/** Red in the lowest byte of a word, then green, blue, alpha: every platform that Node runs on is little-endian. */
export const RED_BLUE = 0xff00ff;
export const GREEN = 0xff00;

/** The frame's pixels, one word each; signed, because such numbers need no conversion. Copies only what is not aligned. */
export function pixelWords(frame: Frame): Int32Array {
  const { data, width, height } = isAligned(frame) ? frame : createAligner()(frame);
  return new Int32Array(data.buffer, data.byteOffset, width * height);
}

/**
 * Moves the pixels of frames that cannot be read as words into a buffer that it keeps: those from another process lie at odd
 * places of its message. Each call gives up the pixels of the last.
 */
export function createAligner(): (frame: Frame) => Frame {
  let copy = new Uint8Array(0);
  return (frame) => {
    if (isAligned(frame)) return frame;
    if (copy.length !== frame.data.length) copy = new Uint8Array(frame.data.length);
    copy.set(frame.data);
    return { ...frame, data: copy };
  };
}

const isAligned = ({ data }: Frame): boolean => data.byteOffset % 4 === 0;
