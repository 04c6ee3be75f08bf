// The size of a video's pictures after rotation, from the system's ffprobe, and what its faults mean. Command line and API.

import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Size } from '#core/frame/index.ts';
import { MediaFault } from './media-fault.ts';

const run = promisify(execFile);

/** The contracts' limit. */
const MAX_BYTES = 50 * 1024 * 1024;
/** No camera records larger pictures; a file that claims to would only cost memory. */
const MAX_SIDE = 8192;

const side = z.int().positive();
const probeSchema = z.object({
  streams: z.array(
    z.object({
      width: side,
      height: side,
      avg_frame_rate: z.string().optional(),
      side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
    }),
  ),
  format: z.object({ duration: z.coerce.number().positive().optional() }).optional(),
});

export interface VideoFacts extends Size {
  /** Null where the container does not say. */
  readonly durationMs: number | null;
  /** Pictures a second on average; null where the container does not say. */
  readonly fps: number | null;
}

/** What the container says of the first video stream; the size is that of the upright picture. Throws `MediaFault`. */
export async function probeVideo(path: string, signal: AbortSignal): Promise<VideoFacts> {
  await requireFile(path);
  // prettier-ignore
  const question = ['-v', 'error', '-protocol_whitelist', 'file', '-select_streams', 'v:0', '-show_entries',
    'stream=width,height,avg_frame_rate:stream_side_data=rotation:format=duration', '-of', 'json', `file:${path}`];
  const { stdout } = await run('ffprobe', question, { signal }).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw ffmpegFault(path, cause, complaintOf(cause));
  });
  const facts = probeSchema.safeParse(JSON.parse(stdout)).data;
  const stream = facts?.streams[0];
  if (stream === undefined) throw new MediaFault('NO_VIDEO', `${path}: holds no video`);
  const { width, height } = stream;
  if (Math.max(width, height) > MAX_SIDE) {
    throw new MediaFault(
      'TOO_LARGE',
      `${path}: ${width}×${height} pixels; at most ${MAX_SIDE} a side are read`,
    );
  }
  const rotation =
    stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  const duration = facts?.format?.duration;
  const durationMs = duration === undefined ? null : 1000 * duration;
  const fps = rateOf(stream.avg_frame_rate ?? '');
  const isTurned = Math.abs(rotation) % 180 === 90;
  return isTurned
    ? { width: height, height: width, durationMs, fps }
    : { width, height, durationMs, fps };
}

/** Reads a rate such as "30000/1001"; an unknown one is "0/0". */
function rateOf(text: string): number | null {
  const [pictures, seconds] = text.split('/').map(Number);
  const rate = (pictures ?? NaN) / (seconds ?? NaN);
  return Number.isFinite(rate) && rate > 0 ? rate : null;
}

/** Turns the failure of ffmpeg or ffprobe into a fault that names the file and the remedy. */
export function ffmpegFault(path: string, cause: unknown, complaint: string): MediaFault {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
    return new MediaFault(
      'FFMPEG_MISSING',
      `${path}: reading video needs ffmpeg; install it (Debian: apt-get install ffmpeg)`,
      cause,
    );
  }
  const [why = ''] = complaint.split('\n');
  if (/invalid data|moov atom|could not find|unknown format/iu.test(complaint)) {
    return new MediaFault(
      'UNSUPPORTED_MEDIA',
      `${path}: not a video that ffmpeg can read (${why})`,
      cause,
    );
  }
  return new MediaFault(
    'TRUNCATED',
    `${path}: damaged or cut off (${why}); supply a whole video`,
    cause,
  );
}

function complaintOf(cause: unknown): string {
  return cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : '';
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new MediaFault('FILE_NOT_FOUND', `${path}: no such file; check the path`, cause);
  });
  if (!found.isFile()) throw new MediaFault('UNREADABLE', `${path}: not a file`);
  if (found.size > MAX_BYTES) {
    throw new MediaFault(
      'TOO_LARGE',
      `${path}: more than 50 MB; supply a shorter or smaller video`,
    );
  }
}
