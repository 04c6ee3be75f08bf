// Reads the presentations that a report shows. CLI process.

import { join } from 'node:path';
import type { Frame } from '#core/frame/index.ts';
import type { JudgedFile } from '#electron/evaluation/evaluation.ts';
import { worstOf, type Picture } from '#electron/evaluation/report-pictures.ts';
import { thumbnailOf } from '#electron/evaluation/thumbnail.ts';
import { MediaFault, openVideo, probeVideo, readStill } from '#electron/media/index.ts';

export async function worstPictures(
  folder: string,
  judged: readonly JudgedFile[],
  signal: AbortSignal,
): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  // One after another: a full frame of a phone's camera is 50 MB.
  for (const file of worstOf(judged)) {
    const frame = await frameOf(join(folder, file.file), file.verdict.media, signal);
    pictures.push({ file, thumbnail: frame === null ? null : await thumbnailOf(frame) });
  }
  return pictures;
}

const MAX_SIDE = 640;

/** The still, or a clip's frame from its middle; null where it cannot be read any more. */
async function frameOf(
  path: string,
  media: 'still' | 'clip',
  signal: AbortSignal,
): Promise<Frame | null> {
  try {
    if (media === 'still') return await readStill(path, signal);
    const { durationMs } = await probeVideo(path, signal);
    const fps = 2000 / (durationMs ?? 2000);
    const frames: Frame[] = [];
    for await (const frame of openVideo(path, { fps, maxSide: MAX_SIDE, signal })) {
      frames.push(frame);
      if (frames.length === 2) break;
    }
    return frames.at(-1) ?? null;
  } catch (fault) {
    if (fault instanceof MediaFault) return null;
    throw fault;
  }
}
