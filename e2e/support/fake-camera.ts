// What Chromium's own fake capture device plays: sample clips, stills, cuts of clips and drawn pictures, as a file. Node.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from '#core/frame/index.ts';
import { assetPath } from './assets.ts';

/** A still lasts this long; the device plays a file over and over. */
const STILL_SECONDS = 2;
/** The device's own: MJPEG knows no rate. */
export const FAKE_CAMERA_FPS = 30;

/** The picture as a 640×480 webcam would show it, whole, on black. The device takes full-range MJPEG and nothing else. */
const FILTER =
  'scale=640:480:force_original_aspect_ratio=decrease:in_range=auto:out_range=full,pad=640:480:-1:-1,format=yuvj420p';

/** From one second of a clip to another. */
export interface Cut {
  readonly from: number;
  readonly to: number;
}

/**
 * Converts `sample` (its name in the manifest) into `folder`; resolves with Chromium's arguments. With cuts, only these parts of it, one
 * hard upon the other in the order of the clip.
 */
export async function fakeCamera(
  sample: string,
  folder: string,
  cuts: readonly Cut[] = [],
): Promise<readonly string[]> {
  const source = await assetPath(sample);
  const input = /\.(jpg|png)$/u.test(sample)
    ? ['-loop', '1', '-t', String(STILL_SECONDS), '-i', source]
    : ['-i', source];
  const kept = cuts.map(({ from, to }) => `between(t,${from},${to})`).join('+');
  const cut = `select='${kept}',setpts=N/${FAKE_CAMERA_FPS}/TB,`;
  const fps = `fps=${FAKE_CAMERA_FPS},`;
  return play(input, `${fps}${kept === '' ? '' : cut}${FILTER}`, folder);
}

/** The same of pictures that are drawn one after the other, as many a second as the device plays. */
export function fakeCameraOf(
  pictures: Iterable<Pick<Frame, 'data'>>,
  folder: string,
): Promise<readonly string[]> {
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', '640x480'];
  return play([...raw, '-r', String(FAKE_CAMERA_FPS), '-i', 'pipe:0'], FILTER, folder, pictures);
}

async function play(
  input: readonly string[],
  filter: string,
  folder: string,
  pictures: Iterable<Pick<Frame, 'data'>> = [],
): Promise<readonly string[]> {
  const file = join(folder, 'camera.mjpeg');
  const output = [
    '-an',
    '-r',
    String(FAKE_CAMERA_FPS),
    '-vf',
    filter,
    '-c:v',
    'mjpeg',
    '-q:v',
    '2',
  ];
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-y', ...input, ...output, file], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    ffmpeg.once('close', resolve).once('error', reject);
  });
  for (const { data } of pictures) {
    if (!ffmpeg.stdin.write(data)) await Promise.race([once(ffmpeg.stdin, 'drain'), ended]);
  }
  ffmpeg.stdin.end();
  const code = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}

/** A data folder whose settings let Chromium's fake device pass for this door's camera. */
export async function allowingVirtual(folder: string): Promise<string> {
  const data = join(folder, 'data');
  await mkdir(data);
  await writeFile(join(data, 'settings.json'), '{"camera": {"allowVirtual": true}}');
  return data;
}
