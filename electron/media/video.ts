// A video into frames: the system's ffmpeg decodes it at a constant rate, upright, and pipes raw RGBA. Command line and API.

import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { ms, type Frame, type Size } from '#core/frame/index.ts';
import { MediaFault } from './media-fault.ts';
import { ffmpegFault, probeVideo } from './probe.ts';

export interface VideoOptions {
  readonly fps: number;
  /** Frames larger than this are scaled down, keeping their aspect; smaller ones are left alone. */
  readonly maxSide: number;
  readonly signal: AbortSignal;
}

/**
 * Reads a video frame by frame; `capturedAt` is the time in the video. ffmpeg waits while a frame is being judged (the pipe is
 * the only queue) and is killed when the reader stops early or the signal fires. Throws `MediaFault`.
 */
export async function* openVideo(path: string, options: VideoOptions): AsyncGenerator<Frame> {
  const { fps, maxSide, signal } = options;
  signal.throwIfAborted();
  const size = fitInto(await probeVideo(path, signal), maxSide);
  const ffmpeg = startDecoder(path, size, fps);
  const complaints = collectText(ffmpeg.stderr);
  const ended = exitOf(ffmpeg);
  const kill = () => ffmpeg.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  try {
    let index = 0;
    for await (const data of chunksOf(ffmpeg.stdout, 4 * size.width * size.height)) {
      signal.throwIfAborted();
      yield { ...size, data, capturedAt: ms((1000 * index) / fps) };
      index += 1;
    }
    signal.throwIfAborted();
    const exit = await ended;
    if (exit !== 0) throw ffmpegFault(path, exit, await complaints);
    if (index === 0)
      throw new MediaFault('NO_VIDEO', `${path}: holds no picture that can be decoded`);
  } finally {
    signal.removeEventListener('abort', kill);
    kill();
    await ended;
  }
}

type Decoder = ChildProcessByStdio<null, Readable, Readable>;

function startDecoder(path: string, { width, height }: Size, fps: number): Decoder {
  // Rotation in the container's metadata is applied by ffmpeg itself, before the filters.
  const filters = `fps=${fps},scale=${width}:${height}:flags=area,format=rgba`;
  return spawn(
    'ffmpeg',
    // prettier-ignore
    ['-nostdin', '-v', 'error', '-xerror', '-protocol_whitelist', 'file', '-threads', '1',
      '-i', `file:${path}`, '-map', '0:v:0', '-an', '-sn', '-dn', '-vf', filters,
      '-f', 'rawvideo', '-pix_fmt', 'rgba', 'pipe:1'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

/** The exit code, or what kept the process from starting. Never rejects, so that it can be awaited late. */
function exitOf(child: Decoder): Promise<number | null | NodeJS.ErrnoException> {
  const { promise, resolve } = Promise.withResolvers<number | null | NodeJS.ErrnoException>();
  child.once('error', resolve);
  child.once('close', resolve);
  return promise;
}

/** Cuts a stream into chunks of exactly `length` bytes, each of its own; an incomplete last one is dropped. */
async function* chunksOf(stream: Readable, length: number): AsyncGenerator<Uint8Array> {
  let chunk = new Uint8Array(length);
  let filled = 0;
  for await (const part of stream) {
    if (!(part instanceof Uint8Array)) throw new TypeError('expected bytes');
    let taken = 0;
    while (taken < part.length) {
      const piece = part.subarray(taken, taken + length - filled);
      chunk.set(piece, filled);
      filled += piece.length;
      taken += piece.length;
      if (filled < length) break;
      yield chunk;
      chunk = new Uint8Array(length);
      filled = 0;
    }
  }
}

async function collectText(stream: Readable): Promise<string> {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (part: string) => {
    text = (text + part).slice(0, 4000);
  });
  await once(stream, 'close');
  return text;
}

/** The size after scaling down; even, as most codecs' frames are. */
function fitInto({ width, height }: Size, maxSide: number): Size {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  const fit = (side: number) => Math.max(2, Math.round((side * scale) / 2) * 2);
  return { width: fit(width), height: fit(height) };
}
