// Records what the kiosk's camera shows, without loss, as the command line reads it again: sessions are judged by such clips. Main process.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Frame } from '#core/frame/index.ts';
import type { Attendance } from './attendance.ts';
import { messageOf, unavailable } from './refused.ts';

/** At five frames a second, as they come while nobody is judged: about five seconds. Judging needs eight that may vote. */
const FRAMES = 24;
const MIN_FRAMES = 12;
const PATIENCE_MS = 20_000;

/** Resolves once the clip lies at `path`, whole. Rejects with an `OperatorRefused`, and then nothing lies there. */
export async function recordClip(attendance: Attendance, path: string): Promise<void> {
  const frames = await gather(attendance);
  const [first] = frames;
  const last = frames.at(-1);
  if (first === undefined || last === undefined || frames.length < MIN_FRAMES) {
    throw unavailable(`the camera sent ${frames.length} frames; ${MIN_FRAMES} are needed`);
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.part`;
  try {
    const fps = ((frames.length - 1) * 1000) / Math.max(1, last.capturedAt - first.capturedAt);
    await encode(frames, first, fps, draft);
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw unavailable(messageOf(cause));
  }
}

/** In memory for seconds: a frame is the page's own until it was judged, so each is copied. */
function gather(attendance: Attendance): Promise<readonly Frame[]> {
  const frames: Frame[] = [];
  const { promise, resolve } = Promise.withResolvers<readonly Frame[]>();
  const timer = setTimeout(resolve, PATIENCE_MS, frames);
  const undo = attendance.onFrame((frame) => {
    // A camera that was changed on the way would tear the clip in two.
    const isSame = frames[0]?.width === frame.width && frames[0].height === frame.height;
    if (frames.length > 0 && !isSame) frames.length = 0;
    frames.push({ ...frame, data: frame.data.slice() });
    if (frames.length >= FRAMES) resolve(frames);
  });
  return promise.finally(() => {
    clearTimeout(timer);
    undo();
  });
}

/** FFV1 keeps every pixel: a lossy clip would be fitted to its codec. */
async function encode(
  frames: readonly Frame[],
  { width, height }: Frame,
  fps: number,
  path: string,
): Promise<void> {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${width}x${height}`];
  const rate = ['-r', fps.toFixed(3), '-i', '-'];
  const output = ['-c:v', 'ffv1', '-pix_fmt', 'bgr0', '-f', 'matroska', '-y', path];
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', ...input, ...rate, ...output], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let complaint = '';
  ffmpeg.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
  // A pipe that breaks is told by the exit code as well.
  ffmpeg.stdin.on('error', () => undefined);
  const ended = once(ffmpeg, 'close').catch((cause: unknown) => {
    throw new Error('recording needs ffmpeg; install it (Debian: apt-get install ffmpeg)', {
      cause,
    });
  });
  for (const { data } of frames) ffmpeg.stdin.write(data);
  ffmpeg.stdin.end();
  await ended;
  if (ffmpeg.exitCode !== 0) throw new Error(`ffmpeg: ${complaint.trim().slice(0, 200)}`);
}
