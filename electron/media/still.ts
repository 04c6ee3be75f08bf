// A picture into a frame: recognised by content, upright, with limits that are checked before decoding. Command line and API.

import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { ms, type Frame, type Size } from '#core/frame/index.ts';
import { MediaFault } from './media-fault.ts';
import { isStill, mediaKind, SNIFF_BYTES } from './media-kind.ts';

/** A still of a phone has 12 to 50 megapixels. */
const MAX_PIXELS = 64_000_000;
/** No picture of 64 megapixels is larger unless it was made to be. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Pictures whose longer side is not above this are never reduced. All samples with reference scores are smaller. */
const MAX_WHOLE_SIDE = 2600;
/** Longer sides than this are not left where a picture is reduced. */
const MAX_REDUCED_SIDE = 1300;

/** A frame that may be smaller than the picture it was read from, by a whole factor: 1 for the picture itself. */
export interface ReducedStill {
  readonly frame: Frame;
  readonly factor: number;
}

/** Decodes a JPEG, PNG or WebP into an upright RGBA frame. `name` is how faults call it. Throws `MediaFault`. */
export const decodeStill = async (
  bytes: Uint8Array,
  name: string,
  signal?: AbortSignal,
): Promise<Frame> => (await decode(bytes, name, () => 1, { signal })).frame;

/** The same of a picture whose sides are at most so long: a larger one is not decoded. */
export const decodeSmallStill = async (
  bytes: Uint8Array,
  name: string,
  limits: { readonly maxSide: number; readonly signal?: AbortSignal },
): Promise<Frame> => (await decode(bytes, name, () => 1, limits)).frame;

/** The same, a picture of many megapixels at a half, a quarter or an eighth of its size. Throws `MediaFault`. */
export const decodeReducedStill = (
  bytes: Uint8Array,
  name: string,
  signal?: AbortSignal,
): Promise<ReducedStill> => decode(bytes, name, factorFor, { signal });

async function decode(
  bytes: Uint8Array,
  name: string,
  factorOf: (longerSide: number) => number,
  {
    maxSide = Infinity,
    signal,
  }: { readonly maxSide?: number; readonly signal?: AbortSignal | undefined },
): Promise<ReducedStill> {
  signal?.throwIfAborted();
  if (!isStill(mediaKind(bytes))) throw unsupported(name);
  const picture = sharp(bytes, {
    limitInputPixels: MAX_PIXELS,
    failOn: 'warning',
    sequentialRead: true,
  });
  const { autoOrient } = await picture.metadata().catch((cause: unknown) => {
    throw damaged(name, cause);
  });
  // As it will be: a phone's picture may lie on its side.
  const { width, height } = autoOrient;
  if (width * height > MAX_PIXELS) {
    throw new MediaFault(
      'TOO_LARGE',
      `${name}: ${width}×${height} pixels; at most 64 megapixels are read`,
    );
  }
  if (Math.max(width, height) > maxSide) {
    throw new MediaFault('TOO_LARGE', `${name}: at most ${maxSide} pixels a side`);
  }
  const factor = factorOf(Math.max(width, height));
  const reduced = factor === 1 ? picture : picture.resize(...reducedBy(factor, { width, height }));
  const { data, info } = await reduced
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw damaged(name, cause);
    });
  signal?.throwIfAborted();
  const frame = {
    width: info.width,
    height: info.height,
    data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    capturedAt: ms(0),
  };
  return { frame, factor };
}

/** The size at which a JPEG can be decoded without its finest detail, which takes a third of the time. */
const reducedBy = (
  factor: number,
  { width, height }: Size,
): readonly [number, number, { readonly fit: 'fill' }] => [
  Math.ceil(width / factor),
  Math.ceil(height / factor),
  { fit: 'fill' },
];

/** A power of two, up to the 8 that a JPEG's blocks allow. */
function factorFor(longerSide: number): number {
  if (longerSide <= MAX_WHOLE_SIDE) return 1;
  return [2, 4, 8].find((factor) => longerSide / factor <= MAX_REDUCED_SIDE) ?? 8;
}

/** Reads a still from disk. Throws `MediaFault`. */
export const readStill = async (path: string, signal?: AbortSignal): Promise<Frame> =>
  (await read(path, () => 1, signal)).frame;

/** Reads a still from disk, and one of many megapixels at a half, a quarter or an eighth of its size. Throws `MediaFault`. */
export const readReducedStill = (path: string, signal?: AbortSignal): Promise<ReducedStill> =>
  read(path, factorFor, signal);

async function read(
  path: string,
  factorOf: (longerSide: number) => number,
  signal?: AbortSignal,
): Promise<ReducedStill> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new MediaFault('UNREADABLE', `${path}: not a file`);
    if (stat.size > MAX_BYTES) throw new MediaFault('TOO_LARGE', `${path}: more than 256 MB`);
    return await decode(await file.readFile({ signal }), path, factorOf, { signal });
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
