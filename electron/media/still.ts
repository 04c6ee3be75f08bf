// A picture into a frame: recognised by content, upright, with limits that are checked before decoding. Command line and API.

import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { ms, type Frame } from '#core/frame/index.ts';
import { MediaFault } from './media-fault.ts';
import { isStill, mediaKind, SNIFF_BYTES } from './media-kind.ts';

/** A still of a phone has 12 to 50 megapixels. */
const MAX_PIXELS = 64_000_000;
/** No picture of 64 megapixels is larger unless it was made to be. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Decodes a JPEG, PNG or WebP into an upright RGBA frame. `name` is how faults call it. Throws `MediaFault`. */
export async function decodeStill(
  bytes: Uint8Array,
  name: string,
  signal?: AbortSignal,
): Promise<Frame> {
  signal?.throwIfAborted();
  if (!isStill(mediaKind(bytes))) throw unsupported(name);
  const picture = sharp(bytes, {
    limitInputPixels: MAX_PIXELS,
    failOn: 'warning',
    sequentialRead: true,
  });
  const { width, height } = await picture.metadata().catch((cause: unknown) => {
    throw damaged(name, cause);
  });
  if (width * height > MAX_PIXELS) {
    throw new MediaFault(
      'TOO_LARGE',
      `${name}: ${width}×${height} pixels; at most 64 megapixels are read`,
    );
  }
  const { data, info } = await picture
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw damaged(name, cause);
    });
  signal?.throwIfAborted();
  return {
    width: info.width,
    height: info.height,
    data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    capturedAt: ms(0),
  };
}

/** Reads a still from disk. Throws `MediaFault`. */
export async function readStill(path: string, signal?: AbortSignal): Promise<Frame> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new MediaFault('UNREADABLE', `${path}: not a file`);
    if (stat.size > MAX_BYTES) throw new MediaFault('TOO_LARGE', `${path}: more than 256 MB`);
    return await decodeStill(await file.readFile({ signal }), path, signal);
  } finally {
    await file.close();
  }
}

/** The first bytes of a file. Throws `MediaFault`. */
export async function sniffFile(path: string): Promise<ReturnType<typeof mediaKind>> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const { buffer, bytesRead } = await file
      .read(new Uint8Array(SNIFF_BYTES))
      .catch((cause: unknown) => {
        throw unreadable(path, cause);
      });
    return mediaKind(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function unreadable(path: string, cause: unknown): MediaFault {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  if (code === 'ENOENT') {
    return new MediaFault('FILE_NOT_FOUND', `${path}: no such file; check the path`, cause);
  }
  return new MediaFault('UNREADABLE', `${path}: cannot be read (${code})`, cause);
}

const unsupported = (name: string): MediaFault =>
  new MediaFault('UNSUPPORTED_MEDIA', `${name}: not a JPEG, PNG or WebP picture`);

function damaged(name: string, cause: unknown): MediaFault {
  const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '';
  if (why.includes('pixel limit')) {
    return new MediaFault('TOO_LARGE', `${name}: more than 64 megapixels`, cause);
  }
  return new MediaFault(
    'TRUNCATED',
    `${name}: damaged or cut off (${why}); supply a whole picture`,
    cause,
  );
}
