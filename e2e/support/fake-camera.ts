// Sample clips and stills as a file that Chromium's own fake capture device plays. Node.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { assetPath } from './assets.ts';

const run = promisify(execFile);

/** A still lasts this long; the device plays a file over and over. */
const STILL_SECONDS = 2;
const FPS = 30;

/** The picture as a 640×480 webcam would show it, whole, on black. The device takes full-range MJPEG and nothing else. */
const FILTER =
  'scale=640:480:force_original_aspect_ratio=decrease:in_range=auto:out_range=full,pad=640:480:-1:-1,format=yuvj420p';

/** Converts `sample` (its name in the manifest) into `folder`; resolves with Chromium's arguments. */
export async function fakeCamera(sample: string, folder: string): Promise<readonly string[]> {
  const source = await assetPath(sample);
  const file = join(folder, 'camera.mjpeg');
  const input = /\.(jpg|png)$/u.test(sample)
    ? ['-loop', '1', '-t', String(STILL_SECONDS), '-i', source]
    : ['-i', source];
  const output = ['-an', '-r', String(FPS), '-vf', FILTER, '-c:v', 'mjpeg', '-q:v', '2', file];
  await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...input, ...output]);
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}
