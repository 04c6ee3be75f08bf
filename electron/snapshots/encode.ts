// A frame as the small picture that is kept of it. Main process.

import type { Frame } from '#core/frame/index.ts';

/** Enough to tell what was held before the camera; a face in it is too small to enrol. */
const LONGEST_SIDE = 480;
const QUALITY = 70;

/** WebP, without metadata. */
export async function encodeReduced({ width, height, data }: Frame): Promise<Buffer> {
  // Only a kiosk that keeps snapshots loads native code for it.
  const { default: sharp } = await import('sharp');
  return sharp(data, { raw: { width, height, channels: 4 } })
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten()
    .webp({ quality: QUALITY })
    .toBuffer();
}
